package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadCounterTest {
  private static final String TWO =
      "GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: b\r\n\r\n";

  private final HeadCounter heads = new HeadCounter();

  static IntStream everyCut() {
    return IntStream.range(0, TWO.length() + 1);
  }

  @ParameterizedTest
  @MethodSource("everyCut")
  void twoRequestsAreTwoWhereverTheirBytesAreCut(int cut) {
    int first = heads.endedIn(bytes(TWO.substring(0, cut)));
    int second = heads.endedIn(bytes(TWO.substring(cut)));

    assertThat(first + second).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n\n\r\n", "\r\r\n\n", "\r\n\rx\n", "\n\r\n"})
  void whatOnlyResemblesAnEndIsNone(String text) {
    assertThat(heads.endedIn(bytes(text))).isZero();
  }

  @Test
  void anEndAfterASuperfluousReturnIsFound() {
    assertThat(heads.endedIn(bytes("x\r\r\n\r\n"))).isEqualTo(1);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
