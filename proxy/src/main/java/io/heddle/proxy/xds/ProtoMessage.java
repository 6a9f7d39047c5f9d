package io.heddle.proxy.xds;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A protobuf message whose fields are looked up by number; nested messages are read when asked for.
 *
 * <p>As in protobuf, a field that is there with another wire type is unknown, the last value of a
 * single field counts, and a single message that is there several times is the merge of all.
 */
final class ProtoMessage {
  static final int MAX_BYTES = 16 << 20;
  static final int MAX_FIELDS = 200_000;

  private static final long MAX_SECONDS = 315_576_000_000L;

  private final byte[] bytes;
  private final String path;
  private final int depth;
  private int count;
  private int[] tags = new int[8];
  private long[] values = new long[8];

  private ProtoMessage(byte[] bytes, int offset, int length, String path, int depth)
      throws DecodeException {
    this.bytes = bytes;
    this.path = path;
    this.depth = depth;
    if (depth > ProtoReader.MAX_DEPTH) {
      throw malformed(
          "nested " + depth + " deep (expected: at most " + ProtoReader.MAX_DEPTH + ")");
    }
    ProtoReader reader = new ProtoReader(bytes, offset, length, path);
    while (reader.next()) {
      add(reader);
    }
  }

  static ProtoMessage parse(byte[] bytes) throws DecodeException {
    if (bytes.length > MAX_BYTES) {
      throw new DecodeException(
          "", "malformed: " + bytes.length + " bytes (expected: at most " + MAX_BYTES + ")");
    }
    return new ProtoMessage(bytes, 0, bytes.length, "", 0);
  }

  private void add(ProtoReader reader) throws DecodeException {
    if (count == MAX_FIELDS) {
      throw malformed("more than " + MAX_FIELDS + " fields");
    }
    if (count == tags.length) {
      tags = Arrays.copyOf(tags, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    tags[count] = reader.field() << 3 | reader.wireType();
    values[count] =
        reader.wireType() == WireType.DELIMITED
            ? (long) reader.offset() << 32 | reader.length()
            : reader.number();
    count++;
  }

  boolean has(int field) {
    return last(field, WireType.DELIMITED) >= 0;
  }

  /** Which of the delimited fields of a oneof was set last; 0: none. */
  int lastOf(int... fields) {
    for (int index = count - 1; index >= 0; index--) {
      for (int field : fields) {
        if (tags[index] == (field << 3 | WireType.DELIMITED)) {
          return field;
        }
      }
    }
    return 0;
  }

  /** A varint field; 0 when it is not there. */
  long number(int field) {
    int index = last(field, WireType.VARINT);
    return index < 0 ? 0 : values[index];
  }

  /** A {@code uint32} field. */
  long unsigned(int field) {
    return number(field) & 0xFFFF_FFFFL;
  }

  /** An enum or {@code int32} field. */
  int integer(int field) {
    return (int) number(field);
  }

  boolean flag(int field) {
    return number(field) != 0;
  }

  /** A {@code double} field. */
  double real(int field) {
    int index = last(field, WireType.FIXED64);
    return index < 0 ? 0 : Double.longBitsToDouble(values[index]);
  }

  /** A repeated {@code uint32} or {@code int32} field, packed or not. */
  List<Integer> integers(int field) throws DecodeException {
    List<Integer> integers = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      if (tags[index] == (field << 3 | WireType.VARINT)) {
        integers.add((int) values[index]);
      } else if (tags[index] == (field << 3 | WireType.DELIMITED)) {
        int offset = (int) (values[index] >>> 32);
        integers.addAll(
            new ProtoReader(bytes, offset, (int) values[index], path).packed(MAX_FIELDS));
      }
    }
    return integers;
  }

  String text(int field) throws DecodeException {
    int index = last(field, WireType.DELIMITED);
    return index < 0 ? "" : text(field, values[index]);
  }

  List<String> texts(int field) throws DecodeException {
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      if (tags[index] == (field << 3 | WireType.DELIMITED)) {
        texts.add(text(field, values[index]));
      }
    }
    return texts;
  }

  byte[] bytes(int field) {
    int index = last(field, WireType.DELIMITED);
    if (index < 0) {
      return new byte[0];
    }
    int offset = (int) (values[index] >>> 32);
    return Arrays.copyOfRange(bytes, offset, offset + (int) values[index]);
  }

  Optional<ProtoMessage> message(int field, String name) throws DecodeException {
    int index = last(field, WireType.DELIMITED);
    if (index < 0) {
      return Optional.empty();
    }
    if (occurrences(field) > 1) {
      byte[] merged = merged(field);
      return Optional.of(new ProtoMessage(merged, 0, merged.length, pathOf(name), depth + 1));
    }
    return Optional.of(nested(values[index], pathOf(name)));
  }

  List<ProtoMessage> messages(int field, String name) throws DecodeException {
    List<ProtoMessage> messages = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      if (tags[index] == (field << 3 | WireType.DELIMITED)) {
        messages.add(nested(values[index], pathOf(name) + "[" + messages.size() + "]"));
      }
    }
    return messages;
  }

  /**
   * The value of a map's key, a message; as in protobuf, the last entry of a key counts, and one
   * without a value has an empty one.
   */
  Optional<ProtoMessage> entry(int field, String name, String key) throws DecodeException {
    Optional<ProtoMessage> found = Optional.empty();
    for (ProtoMessage entry : messages(field, name)) {
      if (entry.text(1).equals(key)) {
        found = Optional.of(entry);
      }
    }
    if (found.isEmpty()) {
      return found;
    }
    Optional<ProtoMessage> value = found.get().message(2, "");
    return value.isPresent() ? value : Optional.of(found.get().nested(0, found.get().path));
  }

  /** A {@code google.protobuf.Duration}, not negative. */
  Optional<Duration> duration(int field, String name) throws DecodeException {
    Optional<ProtoMessage> message = message(field, name);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    long seconds = message.get().number(1);
    int nanos = message.get().integer(2);
    if (seconds < 0 || seconds > MAX_SECONDS || nanos < 0 || nanos > 999_999_999) {
      throw rejected(name, seconds + "s " + nanos + "ns", "0s to " + MAX_SECONDS + "s");
    }
    return Optional.of(Duration.ofSeconds(seconds, nanos));
  }

  /** A {@code google.protobuf.UInt32Value}. */
  long unsigned(int field, String name, long absent) throws DecodeException {
    Optional<ProtoMessage> wrapper = message(field, name);
    return wrapper.isEmpty() ? absent : wrapper.get().unsigned(1);
  }

  /** A {@code google.protobuf.BoolValue}; false when it is not there. */
  boolean flag(int field, String name) throws DecodeException {
    Optional<ProtoMessage> wrapper = message(field, name);
    return wrapper.isPresent() && wrapper.get().flag(1);
  }

  String typeUrl() throws DecodeException {
    return text(1);
  }

  /** What a {@code google.protobuf.Any} holds; under the same path. */
  ProtoMessage unpack() throws DecodeException {
    int index = last(2, WireType.DELIMITED);
    return index < 0 ? new ProtoMessage(bytes, 0, 0, path, depth + 1) : nested(values[index], path);
  }

  /** This message's field {@code name} has a value that cannot be honoured. */
  DecodeException rejected(String name, String value, String expected) {
    return new DecodeException(pathOf(name), value + " (expected: " + expected + ")");
  }

  private ProtoMessage nested(long value, String childPath) throws DecodeException {
    return new ProtoMessage(bytes, (int) (value >>> 32), (int) value, childPath, depth + 1);
  }

  private int last(int field, int wireType) {
    int tag = field << 3 | wireType;
    for (int index = count - 1; index >= 0; index--) {
      if (tags[index] == tag) {
        return index;
      }
    }
    return -1;
  }

  private int occurrences(int field) {
    int found = 0;
    for (int index = 0; index < count; index++) {
      found += tags[index] == (field << 3 | WireType.DELIMITED) ? 1 : 0;
    }
    return found;
  }

  private byte[] merged(int field) {
    ByteBuffer all = ByteBuffer.allocate(bytes.length);
    for (int index = 0; index < count; index++) {
      if (tags[index] == (field << 3 | WireType.DELIMITED)) {
        all.put(bytes, (int) (values[index] >>> 32), (int) values[index]);
      }
    }
    return Arrays.copyOf(all.array(), all.position());
  }

  private String text(int field, long value) throws DecodeException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, (int) (value >>> 32), (int) value))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("field " + field + " is not UTF-8");
    }
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
  }

  private DecodeException malformed(String problem) {
    return new DecodeException(path, "malformed: " + problem);
  }
}
