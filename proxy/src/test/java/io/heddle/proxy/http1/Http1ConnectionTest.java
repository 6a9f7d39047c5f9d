package io.heddle.proxy.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RecordingService;
import io.heddle.proxy.http.ServerStream;
import io.heddle.proxy.http.TestHead;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an HTTP/1 connection lives: order, limits, time, its end. */
final class Http1ConnectionTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final RecordingService service = new RecordingService();

  private static void answer(ServerStream stream, String body) {
    stream.respond(TestHead.response(200, body.length()), new HeadEdits());
    stream.write(Unpooled.copiedBuffer(body, ISO_8859_1));
    stream.finish(HeadView.EMPTY);
  }

  @Test
  void servesPipelinedRequestsOneAfterTheOther() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(service.requests()).hasSize(1);
      assertThat(channel.channel().config().isAutoRead()).isFalse();

      answer(service.only().stream(), "one");
      assertThat(channel.received()).endsWith("one");
      assertThat(service.requests()).hasSize(2);
      assertThat(service.last().head().target()).isEqualTo("/2");

      answer(service.last().stream(), "two");
      assertThat(channel.received()).endsWith("two");
      assertThat(channel.channel().config().isAutoRead()).isTrue();
    }
  }

  @Test
  void takesAHeadAtEachLimitAndNoneBeyond() {
    int fixed = GET.length() + "X: \r\n".length();
    assertThat(statusOf("X: " + "v".repeat(60 * 1024 - fixed) + "\r\n")).isEqualTo("taken");
    assertThat(statusOf("X: " + "v".repeat(60 * 1024 - fixed + 1) + "\r\n")).isEqualTo("431");
    assertThat(statusOf("X: 1\r\n".repeat(99))).isEqualTo("taken");
    assertThat(statusOf("X: 1\r\n".repeat(100))).isEqualTo("431");
  }

  @Test
  void takesAFirstLineAtTheLimitAndNoneBeyond() {
    int fixed = "GET / HTTP/1.1".length();
    assertThat(statusOfTarget("/" + "p".repeat(8 * 1024 - fixed))).isEqualTo("taken");
    assertThat(statusOfTarget("/" + "p".repeat(8 * 1024 - fixed + 1))).isEqualTo("431");
  }

  private static String statusOf(String fields) {
    return status("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
  }

  private static String statusOfTarget(String target) {
    return status("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  private static String status(String head) {
    RecordingService service = new RecordingService();
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(head);
      return service.requests().isEmpty() ? channel.received().substring(9, 12) : "taken";
    }
  }

  @Test
  void waitsForNoRestOfAHeadWhenThereIsNoMemory() {
    service.fill();
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send("GET / HTTP/1.1\r\nHost:");

      assertThat(channel.received()).startsWith("HTTP/1.1 503 ").contains("details=\"OM: ");
      channel.passTime(Duration.ofSeconds(3));
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void waitsForAMeshClientsHeadThoughThereIsNoMemory() {
    service.fill();
    try (Http1Channel channel = new Http1Channel(service, Kind.MESH)) {
      channel.send("GET / HTTP/1.1\r\nHost:");
      assertThat(channel.received()).isEmpty();

      channel.send(" a\r\n\r\n");
      assertThat(service.requests()).hasSize(1);
    }
  }

  @Test
  void closesWhenNoHeadComes() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.passTime(Duration.ofSeconds(59));
      assertThat(channel.isOpen()).isTrue();
      channel.passTime(Duration.ofSeconds(2));
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void closesWhenAHeadIsNotWholeInTime() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.passTime(Duration.ofSeconds(30));
      channel.send("GET / HT");
      channel.passTime(Duration.ofSeconds(9));
      channel.send("TP/1.1\r\n");
      assertThat(channel.isOpen()).isTrue();
      channel.passTime(Duration.ofSeconds(2));
      assertThat(channel.isOpen()).isFalse();
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void closesAnIdleConnectionAfterItsLimit() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(GET);
      answer(service.only().stream(), "one");
      channel.passTime(Duration.ofSeconds(89));
      assertThat(channel.isOpen()).isTrue();
      channel.passTime(Duration.ofSeconds(2));
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void saysThatAStreamIsIdle() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(GET);
      channel.passTime(Duration.ofSeconds(299));
      assertThat(service.only().cut()).isNull();
      channel.passTime(Duration.ofSeconds(2));
      assertThat(service.only().cut()).isEqualTo(Failure.RESPONSE_TIMEOUT);
    }
  }

  @Test
  void saysThatARequestDoesNotGoOn() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n");
      channel.passTime(Duration.ofSeconds(200));
      channel.send("abc");
      channel.passTime(Duration.ofSeconds(299));
      assertThat(service.only().cut()).isNull();
      channel.passTime(Duration.ofSeconds(2));
      assertThat(service.only().cut()).isEqualTo(Failure.REQUEST_TIMEOUT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\n",
        "-1\r\n",
        "+1\r\na\r\n",
        "0x1\r\na\r\n",
        "1\na\n",
        "1\r\nab\r\n",
        "1 2\r\na\r\n",
        "ffffffffffffffffff\r\n",
        ";x\r\n",
        "\r\n"
      })
  void reportsABodyWhoseChunksAreBroken(String chunks) {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);

      assertThat(service.only().cut()).isEqualTo(Failure.BAD_REQUEST);
      assertThat(service.only().hasEnded()).isFalse();
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void discardsAShortRestOfARequestAndClosesOnALongOne() {
    service.answering(stream -> answer(stream, "early"));
    for (int length : List.of(64 * 1024, 64 * 1024 + 1)) {
      try (Http1Channel channel = new Http1Channel(service)) {
        channel.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
        channel.send("x".repeat(length));

        assertThat(channel.received()).endsWith("early");
        assertThat(channel.isOpen()).isEqualTo(length == 64 * 1024);
      }
    }
  }

  @Test
  void keepsAnOldClientsConnectionOnlyWhenItAsks() {
    service.answering(stream -> answer(stream, "old"));
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(channel.received()).containsIgnoringCase("connection: keep-alive");
      assertThat(channel.isOpen()).isTrue();
      channel.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void leavesClosingAnAnnouncedMeshConnectionToItsClient() {
    service.answering(stream -> {
      stream.announceClose();
      answer(stream, "last");
    });
    try (Http1Channel channel = new Http1Channel(service, Kind.MESH)) {
      channel.send(GET);

      assertThat(channel.received()).containsIgnoringCase("connection: close").endsWith("last");
      assertThat(channel.isOpen()).isTrue();
      channel.passTime(Duration.ofSeconds(6));
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void closesWhenAClientThatWaitsForContinueIsAnsweredFinally() {
    service.answering(stream -> answer(stream, "no"));
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");

      assertThat(channel.received()).containsIgnoringCase("connection: close");
      assertThat(channel.isOpen()).isFalse();
    }
  }
}
