package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our reader against protobuf-java, which knows what is well formed and what it says. */
class ProtoMessageTest {
  private static final int MAX_FIELD = 20;

  @Test
  void readsWhatProtobufWrote() throws Exception {
    for (int seed = 0; seed < 500; seed++) {
      UnknownFieldSet fields = randomFields(new Random(seed), 0);

      assertSame(fields, ProtoMessage.parse(fields.toByteArray()), seed);
    }
  }

  @Test
  void agreesWithProtobufWhereverTheBytesAreCut() {
    for (int seed = 0; seed < 100; seed++) {
      byte[] whole = randomFields(new Random(seed), 0).toByteArray();
      for (int length = 0; length < whole.length; length++) {
        assertSameOutcome(Arrays.copyOf(whole, length), seed);
      }
    }
  }

  @Test
  void agreesWithProtobufOnDamagedBytes() {
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = randomFields(random, 0).toByteArray();
      for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertSameOutcome(bytes, seed);
    }
  }

  @Test
  void mergesASingleMessageThatIsThereTwice() throws Exception {
    byte[] first =
        new ProtoWriter().message(7, new ProtoWriter().text(1, "a").number(2, 5)).toBytes();
    byte[] second = new ProtoWriter().message(7, new ProtoWriter().text(1, "b")).toBytes();
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    ProtoMessage merged = ProtoMessage.parse(both).message(7, "it").orElseThrow();

    assertThat(merged.text(1)).isEqualTo("b");
    assertThat(merged.number(2)).isEqualTo(5);
  }

  @Test
  void aFieldOfAnotherWireTypeIsUnknown() throws Exception {
    ProtoMessage message = ProtoMessage.parse(new ProtoWriter().number(3, 9).toBytes());

    assertThat(message.text(3)).isEmpty();
    assertThat(message.has(3)).isFalse();
    assertThat(message.number(3)).isEqualTo(9);
  }

  @Test
  void refusesTextThatIsNotUtf8() throws Exception {
    ProtoMessage message =
        ProtoMessage.parse(new ProtoWriter().bytes(1, new byte[] {(byte) 0xFF}).toBytes());

    assertThatThrownBy(() -> message.text(1))
        .isInstanceOf(DecodeException.class)
        .hasMessage("malformed: field 1 is not UTF-8");
  }

  @Test
  void refusesMessagesNestedTooDeep() throws Exception {
    assertThat(depthOf(nested(ProtoReader.MAX_DEPTH))).isEqualTo(ProtoReader.MAX_DEPTH);
    assertThatThrownBy(() -> depthOf(nested(ProtoReader.MAX_DEPTH + 1)))
        .isInstanceOf(DecodeException.class)
        .hasMessageEndingWith("nested 33 deep (expected: at most 32)");
  }

  @Test
  void refusesMoreBytesThanAMessageMayHave() throws Exception {
    byte[] most = padded(ProtoMessage.MAX_BYTES);
    assertThat(most).hasSize(ProtoMessage.MAX_BYTES);
    assertThat(ProtoMessage.parse(most).has(1)).isTrue();

    assertThatThrownBy(() -> ProtoMessage.parse(new byte[ProtoMessage.MAX_BYTES + 1]))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("16777217 bytes (expected: at most 16777216)");
  }

  @Test
  void refusesMoreFieldsThanAMessageMayHave() throws Exception {
    byte[] most = new byte[2 * ProtoMessage.MAX_FIELDS];
    for (int i = 0; i < most.length; i += 2) {
      most[i] = 8;
    }
    assertThat(ProtoMessage.parse(most).number(1)).isZero();

    byte[] more = Arrays.copyOf(most, most.length + 2);
    more[most.length] = 8;
    assertThatThrownBy(() -> ProtoMessage.parse(more))
        .isInstanceOf(DecodeException.class)
        .hasMessage("malformed: more than 200000 fields");
  }

  @Test
  void errorsNameThePath() throws Exception {
    byte[] bytes =
        new ProtoWriter()
            .message(3, new ProtoWriter())
            .message(3, new ProtoWriter().message(4, new ProtoWriter().text(1, "x")))
            .toBytes();

    ProtoMessage chain = ProtoMessage.parse(bytes).messages(3, "filter_chains").get(1);
    ProtoMessage match = chain.message(4, "match").orElseThrow();

    assertThat(match.rejected("name", "x", "y"))
        .hasMessage("filter_chains[1].match.name: x (expected: y)");
  }

  @Test
  void readsDoublesAndDurations() throws Exception {
    Value value = Value.newBuilder().setNumberValue(2.5).build();
    Struct struct = Struct.newBuilder().putFields("a", value).build();
    ProtoMessage entry = ProtoMessage.parse(struct.toByteArray()).messages(1, "fields").getFirst();

    assertThat(entry.message(2, "").orElseThrow().real(2)).isEqualTo(2.5);
    ProtoWriter duration = new ProtoWriter().number(1, 3).number(2, 1_000_000_000L);
    assertThatThrownBy(() ->
            ProtoMessage.parse(new ProtoWriter().message(4, duration).toBytes())
                .duration(4, "timeout"))
        .hasMessageStartingWith("timeout: 3s 1000000000ns (expected: ");
  }

  @Test
  void writesWhatProtobufReads() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      long number = random.nextLong() >>> random.nextInt(64);
      double real = random.nextDouble();
      byte[] raw = new byte[random.nextInt(300)];
      random.nextBytes(raw);
      byte[] written =
          new ProtoWriter().number(5, number).real(6, real).bytes(7, raw).text(8, "ä€").toBytes();

      UnknownFieldSet read = UnknownFieldSet.parseFrom(written);

      if (number != 0) {
        assertThat(read.getField(5).getVarintList()).containsExactly(number);
      }
      assertThat(read.getField(6).getFixed64List())
          .containsExactly(Double.doubleToRawLongBits(real));
      if (raw.length > 0) {
        assertThat(read.getField(7).getLengthDelimitedList())
            .containsExactly(ByteString.copyFrom(raw));
      }
      assertThat(read.getField(8).getLengthDelimitedList())
          .containsExactly(ByteString.copyFromUtf8("ä€"));
    }
  }

  private static void assertSameOutcome(byte[] bytes, int seed) {
    Optional<UnknownFieldSet> expected = Optional.empty();
    try {
      expected = Optional.of(UnknownFieldSet.parseFrom(bytes));
    } catch (InvalidProtocolBufferException _) {
      // Malformed, and ours should say so too.
    }
    try {
      ProtoMessage actual = ProtoMessage.parse(bytes);
      assertThat(expected).as("seed %d accepted", seed).isPresent();
      assertSame(expected.orElseThrow(), actual, seed);
    } catch (DecodeException e) {
      assertThat(expected).as("seed %d: %s", seed, e.getMessage()).isEmpty();
    }
  }

  private static void assertSame(UnknownFieldSet expected, ProtoMessage actual, int seed) {
    for (int number = 1; number <= MAX_FIELD; number++) {
      Field field = expected.getField(number);
      String where = "seed " + seed + ", field " + number;
      if (!field.getVarintList().isEmpty()) {
        assertThat(actual.number(number)).as(where).isEqualTo(field.getVarintList().getLast());
      }
      if (!field.getFixed64List().isEmpty()) {
        assertThat(Double.doubleToRawLongBits(actual.real(number)))
            .as(where)
            .isEqualTo(
                Double.doubleToRawLongBits(
                    Double.longBitsToDouble(field.getFixed64List().getLast())));
      }
      assertThat(actual.has(number)).as(where).isEqualTo(!field.getLengthDelimitedList().isEmpty());
      if (actual.has(number)) {
        assertThat(actual.bytes(number))
            .as(where)
            .isEqualTo(field.getLengthDelimitedList().getLast().toByteArray());
      }
    }
  }

  private static UnknownFieldSet randomFields(Random random, int depth) {
    UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
    for (int count = random.nextInt(6); count > 0; count--) {
      Field.Builder field = Field.newBuilder();
      switch (random.nextInt(depth < 3 ? 6 : 4)) {
        case 0 -> field.addVarint(random.nextLong() >>> random.nextInt(64));
        case 1 -> field.addFixed32(random.nextInt());
        case 2 -> field.addFixed64(random.nextLong());
        case 3 -> field.addLengthDelimited(randomText(random));
        case 4 -> field.addGroup(randomFields(random, depth + 1));
        default -> field.addLengthDelimited(randomFields(random, depth + 1).toByteString());
      }
      fields.mergeField(1 + random.nextInt(MAX_FIELD), field.build());
    }
    return fields.build();
  }

  private static ByteString randomText(Random random) {
    return ByteString.copyFrom("é".repeat(random.nextInt(100)).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] nested(int depth) {
    ProtoWriter inner = new ProtoWriter().text(2, "x");
    for (int level = 0; level < depth; level++) {
      inner = new ProtoWriter().message(1, inner);
    }
    return inner.toBytes();
  }

  private static int depthOf(byte[] bytes) throws DecodeException {
    int depth = 0;
    Optional<ProtoMessage> next = ProtoMessage.parse(bytes).message(1, "m");
    while (next.isPresent()) {
      depth++;
      next = next.get().message(1, "m");
    }
    return depth;
  }

  private static byte[] padded(int size) {
    return new ProtoWriter().bytes(1, new byte[size - 5]).toBytes();
  }
}
