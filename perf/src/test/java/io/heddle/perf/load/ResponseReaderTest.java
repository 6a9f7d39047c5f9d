package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ResponseReaderTest {
  private final ResponseReader reader = new ResponseReader();

  @Test
  void readsHeadersAndSkipsTheBody() throws Exception {
    ResponseHead head =
        feed(
            "HTTP/1.1 200 OK\r\nX-Load-Id: a-1\r\nX-Load-Hash: 00\r\nContent-Length: 3\r\n\r\nabc");

    assertThat(head).isEqualTo(new ResponseHead(200, 3, false, false, "a-1", "00", null, null));
    assertThat(reader.hasStarted()).isFalse();
  }

  @Test
  void anAnswerCutAtEveryByteIsTheSame() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nt: v\r\n\r\n";
    for (int cut = 1; cut < answer.length(); cut++) {
      assertThat(feed(answer.substring(0, cut))).as("cut at %d", cut).isNull();
      assertThat(feed(answer.substring(cut))).as("cut at %d", cut).isNotNull();
    }
  }

  @Test
  void anInterimAnswerIsSkipped() throws Exception {
    ResponseHead head = feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");

    assertThat(head).extracting(ResponseHead::status).isEqualTo(204);
  }

  @Test
  void aBodyWithoutFramingEndsWithTheConnection() throws Exception {
    assertThat(feed("HTTP/1.0 200 OK\r\n\r\nhello")).isNull();

    assertThat(reader.onEndOfStream()).extracting(ResponseHead::status).isEqualTo(200);
  }

  @Test
  void aCutBodyIsNotCompletedByTheEndOfTheConnection() throws Exception {
    assertThat(feed("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhell")).isNull();

    assertThat(reader.onEndOfStream()).isNull();
  }

  @Test
  void whatIsNotHttpIsMalformed() {
    assertThatThrownBy(() -> feed("SSH-2.0-OpenSSH\r\n\r\n"))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("status line: SSH-2.0-OpenSSH");
    assertThatThrownBy(() -> feed("x".repeat(1 << 14)))
        .isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void aHeadOverTheLimitIsMalformed() {
    assertThatThrownBy(() -> feed("HTTP/1.1 200 OK\r\nx: " + "y".repeat((16 << 10) - 20)))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessageContaining("over 16384 bytes");
  }

  private @Nullable ResponseHead feed(String text) throws MalformedResponseException {
    reader.buffer().put(text.getBytes(StandardCharsets.ISO_8859_1));
    return reader.advance();
  }
}
