package io.heddle.proxy.xds;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads the fields of one protobuf message, one after the other, without copying. */
final class ProtoReader {
  static final int MAX_DEPTH = 32;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private final String path;
  private int position;

  private int field;
  private int wireType;
  private long number;
  private int offset;
  private int length;

  ProtoReader(byte[] bytes, int offset, int length, String path) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
    this.path = path;
  }

  /** Moves to the next field; false at the end of the message. */
  boolean next() throws DecodeException {
    if (position == end) {
      return false;
    }
    int tag = tag();
    field = tag >>> 3;
    wireType = tag & 7;
    value(0);
    return true;
  }

  int field() {
    return field;
  }

  int wireType() {
    return wireType;
  }

  /** The value of a varint or fixed field. */
  long number() {
    return number;
  }

  /** Where a delimited value begins. */
  int offset() {
    return offset;
  }

  /** How long a delimited value is. */
  int length() {
    return length;
  }

  /** Reads what is left as numbers, one after the other. */
  List<Integer> packed(int max) throws DecodeException {
    List<Integer> numbers = new ArrayList<>();
    while (position < end) {
      if (numbers.size() == max) {
        throw malformed("more than " + max + " numbers");
      }
      numbers.add((int) varint());
    }
    return numbers;
  }

  private void value(int depth) throws DecodeException {
    switch (wireType) {
      case WireType.VARINT -> number = varint();
      case WireType.FIXED64 -> number = (long) LONG.get(bytes, take(8));
      case WireType.FIXED32 -> number = (int) INT.get(bytes, take(4));
      case WireType.DELIMITED -> delimited();
      case WireType.START_GROUP -> skipGroup(field, depth + 1);
      default -> throw malformed("wire type " + wireType + " (expected: 0-3 or 5)");
    }
  }

  private void delimited() throws DecodeException {
    long size = varint() & 0xFFFF_FFFFL;
    if (size > end - position) {
      throw malformed("length " + size + " (expected: at most " + (end - position) + ")");
    }
    length = (int) size;
    offset = take(length);
  }

  private void skipGroup(int group, int depth) throws DecodeException {
    if (depth > MAX_DEPTH) {
      throw malformed("groups nested " + depth + " deep (expected: at most " + MAX_DEPTH + ")");
    }
    int tag = tag();
    while ((tag & 7) != WireType.END_GROUP) {
      field = tag >>> 3;
      wireType = tag & 7;
      value(depth);
      tag = tag();
    }
    if (tag >>> 3 != group) {
      throw malformed("end of group " + (tag >>> 3) + " (expected: " + group + ")");
    }
    field = group;
    wireType = WireType.START_GROUP;
  }

  private int tag() throws DecodeException {
    int tag = (int) varint();
    if (tag >>> 3 == 0) {
      throw malformed("field number 0 (expected: 1-536870911)");
    }
    return tag;
  }

  private long varint() throws DecodeException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = bytes[take(1)];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("varint of more than 10 bytes");
  }

  private int take(int count) throws DecodeException {
    if (count > end - position) {
      throw malformed("cut off at byte " + position);
    }
    int start = position;
    position += count;
    return start;
  }

  private DecodeException malformed(String problem) {
    return new DecodeException(path, "malformed: " + problem);
  }
}
