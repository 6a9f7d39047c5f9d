package io.heddle.proxy.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.RecordingService;
import io.heddle.proxy.http.head.HeadLimits;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which chunks are taken and which never are, wherever the bytes are cut. */
final class ChunkedBodiesTest {
  private static final String HEAD =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

  static Stream<String> invalid() {
    return Stream.of(
        // Of more than 31 bits.
        "100000000\r\n\r\n",
        "100000005\r\nhello\r\n0\r\n\r\n",
        "80000000\r\n",
        "ffffffffffffffff5\r\nhello\r\n0\r\n\r\n",
        "0".repeat(HeadLimits.DEFAULT.maxFirstLineBytes() + 1) + "5\r\nhello\r\n0\r\n\r\n",
        // Sizes.
        "\r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        "5 6\r\nhello\r\n0\r\n\r\n",
        "5\t;x\r\nhello\r\n0\r\n\r\n",
        "5\u0000\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n",
        ";x\r\nhello\r\n0\r\n\r\n",
        "5,\r\nhello\r\n0\r\n\r\n",
        "5;x\u0000\r\nhello\r\n0\r\n\r\n",
        "5;x\rhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5;x\nhello\r\n0\r\n\r\n",
        // Data.
        "5\r\nhellooo\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhello\r0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "6\r\nhello\r\n0\r\n\r\n",
        // Trailers.
        "0\r\nName: 1\r\n folded\r\n\r\n",
        "0\r\nName: 1\r\n \r\n\r\n",
        "0\r\n folded: 1\r\n\r\n",
        "0\r\nName : 1\r\n\r\n",
        "0\r\nName\r\n\r\n",
        "0\r\n: 1\r\n\r\n",
        "0\r\nName: 1\n\r\n",
        "0\r\nName: 1\rOther: 2\r\n\r\n",
        "0\r\nName: \u0000\r\n\r\n",
        "0\r\n" + "Name: 1\r\n".repeat(HeadLimits.DEFAULT.maxFields() + 1) + "\r\n",
        "0\r\n\n",
        "0\n\r\n");
  }

  static Stream<String> valid() {
    return Stream.of(
        "5\r\nhello\r\n0\r\n\r\n",
        "05\r\nhello\r\n000\r\n\r\n",
        "2\r\nhe\r\n3;x\r\nllo\r\n0;y=\"z; a\"\r\n\r\n",
        "5;\r\nhello\r\n0\r\nName: 1\r\nEmpty:\r\n\r\n",
        "5\r\nhello\r\n0\r\n" + "Name: 1\r\n".repeat(HeadLimits.DEFAULT.maxFields()) + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void endsTheConnection(String body) {
    for (int part : List.of(1, 3, Integer.MAX_VALUE)) {
      RecordingService service = new RecordingService();
      try (Http1Channel channel = new Http1Channel(service)) {
        send(channel, HEAD + body + NEXT, part);

        assertThat(service.only().hasEnded()).isFalse();
        assertThat(service.only().cut()).isEqualTo(Failure.BAD_REQUEST);
        assertThat(channel.isOpen()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void isTaken(String body) {
    for (int part : List.of(1, 3, Integer.MAX_VALUE)) {
      RecordingService service = new RecordingService();
      try (Http1Channel channel = new Http1Channel(service)) {
        send(channel, HEAD + body + NEXT, part);

        assertThat(service.only().body()).isEqualTo("hello");
        assertThat(service.only().hasEnded()).isTrue();
      }
    }
  }

  private static void send(Http1Channel channel, String text, int part) {
    for (int at = 0; at < text.length(); at += Math.min(part, text.length() - at)) {
      channel.send(text.substring(at, Math.min(text.length(), at + Math.min(part, text.length()))));
    }
  }
}
