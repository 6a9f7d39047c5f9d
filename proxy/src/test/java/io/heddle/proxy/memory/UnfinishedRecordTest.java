package io.heddle.proxy.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of TLS records, wherever their bytes are cut. */
final class UnfinishedRecordTest {
  private static final int FIRST = 5 + 300;
  private static final int SECOND = 5 + 1;
  private static final int EMPTY = 5;
  private static final ByteBuf RECORDS = records(300, 1, 0);

  private static ByteBuf records(int... lengths) {
    ByteBuf all = Unpooled.buffer();
    for (int length : lengths) {
      all.writeByte(23).writeShort(0x0303).writeShort(length).writeZero(length);
    }
    return all;
  }

  static IntStream everyCut() {
    return IntStream.rangeClosed(0, RECORDS.readableBytes());
  }

  @ParameterizedTest
  @MethodSource("everyCut")
  void whatIsNotAWholeRecordIsKept(int cut) {
    UnfinishedRecord record = new UnfinishedRecord();

    record.read(RECORDS.slice(0, cut));
    assertThat(record.bytes()).isEqualTo(rest(cut));
    record.read(RECORDS.slice(cut, RECORDS.readableBytes() - cut));
    assertThat(record.bytes()).isZero();
  }

  private static int rest(int cut) {
    int left = cut;
    for (int size : new int[] {FIRST, SECOND, EMPTY}) {
      if (left < size) {
        return left;
      }
      left -= size;
    }
    return left;
  }
}
