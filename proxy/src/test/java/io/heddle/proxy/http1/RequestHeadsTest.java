package io.heddle.proxy.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.RecordingService;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which request heads are taken, wherever the bytes are cut, and which never are. */
final class RequestHeadsTest {
  private static final String HOST = "Host: a\r\n";

  static Stream<String> invalid() {
    return Stream.of(
        // First line.
        "GET  / HTTP/1.1\r\n" + HOST,
        "GET /  HTTP/1.1\r\n" + HOST,
        " GET / HTTP/1.1\r\n" + HOST,
        "GET / HTTP/1.1 \r\n" + HOST,
        "GET\t/ HTTP/1.1\r\n" + HOST,
        "GET / HTTP/1.1\n" + HOST,
        "GET / HTTP/1.1\r" + HOST,
        "GET /\r\n" + HOST,
        "GET\r\n" + HOST,
        "GET / \r\n" + HOST,
        "GET / http/1.1\r\n" + HOST,
        "GET / HTTP/1\r\n" + HOST,
        "GET / HTTP/1.10\r\n" + HOST,
        "GET / HTTP/01.1\r\n" + HOST,
        "GET / HTTP/1.1x\r\n" + HOST,
        "GET / HTTPS/1.1\r\n" + HOST,
        "GET / XTTP/1.1\r\n" + HOST,
        "G(T / HTTP/1.1\r\n" + HOST,
        "G\u00cbT / HTTP/1.1\r\n" + HOST,
        "GET: / HTTP/1.1\r\n" + HOST,
        "\r\n\r\nGET / HTTP/1.1\r\n" + HOST,
        "\nGET / HTTP/1.1\r\n" + HOST,
        "GET /a b HTTP/1.1\r\n" + HOST,
        "GET /a#b HTTP/1.1\r\n" + HOST,
        "GET /a\u0000 HTTP/1.1\r\n" + HOST,
        "GET /\u00e9 HTTP/1.1\r\n" + HOST,
        "GET /\u007f HTTP/1.1\r\n" + HOST,
        "GET a HTTP/1.1\r\n" + HOST,
        "GET * HTTP/1.1\r\n" + HOST,
        "GET ftp://a/ HTTP/1.1\r\n" + HOST,
        "GET http:/a HTTP/1.1\r\n" + HOST,
        "GET http:// HTTP/1.1\r\n" + HOST,
        "GET http://user@a/ HTTP/1.1\r\n" + HOST,
        "GET http://a:0/ HTTP/1.1\r\n" + HOST,
        "GET /.. HTTP/1.1\r\n" + HOST,
        "GET /a/../.. HTTP/1.1\r\n" + HOST,
        "GET /%2e%2e/a HTTP/1.1\r\n" + HOST,
        "GET /a/%2E./../b HTTP/1.1\r\n" + HOST,
        "GET /..;x/a HTTP/1.1\r\n" + HOST,
        "GET /a%2f../../.. HTTP/1.1\r\n" + HOST,
        "GET /..%5ca HTTP/1.1\r\n" + HOST,
        "GET //../a/../.. HTTP/1.1\r\n" + HOST,
        // Host.
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\n" + HOST + HOST,
        "GET / HTTP/1.1\r\n" + HOST + "host: b\r\n",
        "GET / HTTP/1.0\r\n" + HOST + "Host: b\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n",
        "GET / HTTP/1.1\r\nHost: a@b\r\n",
        "GET / HTTP/1.1\r\nHost: a:\r\n",
        "GET / HTTP/1.1\r\nHost: a:b\r\n",
        "GET / HTTP/1.1\r\nHost: a:80:80\r\n",
        "GET / HTTP/1.1\r\nHost: a:99999\r\n",
        "GET / HTTP/1.1\r\nHost: :80\r\n",
        "GET / HTTP/1.1\r\nHost: [::1\r\n",
        "GET / HTTP/1.1\r\nHost: [a]\r\n",
        "GET / HTTP/1.1\r\nHost: a,b?c\r\n",
        // Fields.
        "GET / HTTP/1.1\r\n" + HOST + "Name : 1\r\n",
        "GET / HTTP/1.1\r\n" + HOST + " Name: 1\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Name: 1\r\n folded\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Name: 1\r\n\tfolded\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Name\r\n",
        "GET / HTTP/1.1\r\n" + HOST + ": 1\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Na me: 1\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "N\u00e4me: 1\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Na\u0000me: 1\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Name: 1\u0000\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Name: 1\u000b\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Name: 1\n",
        "GET / HTTP/1.1\r\n" + HOST + "Name: 1\rOther: 2\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "(Name): 1\r\n",
        // Framing.
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 1\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1, 1\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: +1\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: -1\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 0x1\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1 1\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: \r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 9999999999999999999\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip, chunked\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked, identity\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked, chunked\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: \u000bchunked\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: xchunked\r\n",
        "POST / HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: \r\n",
        "POST / HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n");
  }

  static Stream<Arguments> refusedWithAnotherStatus() {
    return Stream.of(
        Arguments.of("GET / HTTP/1.2\r\n" + HOST, 505),
        Arguments.of("GET / HTTP/2.0\r\n" + HOST, 505),
        Arguments.of("PRI * HTTP/2.0\r\n", 505),
        Arguments.of("CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n", 405),
        Arguments.of("POST / HTTP/1.1\r\n" + HOST + "Expect: magic\r\n", 417));
  }

  static Stream<String> valid() {
    return Stream.of(
        "GET / HTTP/1.1\r\n" + HOST,
        "\r\nGET / HTTP/1.1\r\n" + HOST,
        "GET / HTTP/1.0\r\n",
        "GET / HTTP/1.0\r\n" + HOST,
        "GET / HTTP/1.1\r\nHost:\r\n",
        "GET / HTTP/1.1\r\nHost:a\r\n",
        "GET / HTTP/1.1\r\nHost: \t a:8080 \r\n",
        "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n",
        "GET / HTTP/1.1\r\nHost: under_score.example\r\n",
        "OPTIONS * HTTP/1.1\r\n" + HOST,
        "GET http://b:81/path?q HTTP/1.1\r\n" + HOST,
        "GET http://b HTTP/1.1\r\n" + HOST,
        "GET http://b?q HTTP/1.1\r\n" + HOST,
        "PURGE / HTTP/1.1\r\n" + HOST,
        "GET /a/../b HTTP/1.1\r\n" + HOST,
        "GET /a..b/...//%2f HTTP/1.1\r\n" + HOST,
        "GET /a?x=../../.. HTTP/1.1\r\n" + HOST,
        "GET / HTTP/1.1\r\n" + HOST + "Empty:\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Latin: caf\u00e9\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "Tab: a\tb\r\n",
        "GET / HTTP/1.1\r\n" + HOST + "!#$%&'*+-.^_`|~: 1\r\n");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesAndCloses(String head) {
    refuses(head, 400);
  }

  @ParameterizedTest
  @MethodSource("refusedWithAnotherStatus")
  void refusesWithItsOwnStatus(String head, int status) {
    refuses(head, status);
  }

  private static void refuses(String head, int status) {
    RecordingService service = new RecordingService();
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(head + "\r\n");
      channel.send("GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n");

      assertThat(service.requests()).isEmpty();
      assertThat(service.invalid()).hasSize(1);
      assertThat(channel.received())
          .startsWith("HTTP/1.1 " + status + " ")
          .containsIgnoringCase("connection: close\r\n")
          .containsIgnoringCase("proxy-status: heddle; error=http_request_error");
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takesWholeHeads(String head) {
    RecordingService service = new RecordingService();
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(head + "\r\n");

      assertThat(service.invalid()).isEmpty();
      assertThat(service.only().hasEnded()).isTrue();
    }
  }

  static Stream<Arguments> everySplit() {
    String post =
        String.join(
            "\r\n",
            "POST /orders?x=1 HTTP/1.1",
            "Host: shop",
            "Transfer-Encoding: chunked",
            "X-Mixed: Ab",
            "",
            "4",
            "body",
            "A;x=\"y\"",
            "0123456789",
            "0",
            "X-Sum: 14",
            "",
            "");
    return IntStream.range(1, post.length()).mapToObj(cut -> Arguments.of(post, cut));
  }

  @ParameterizedTest
  @MethodSource("everySplit")
  void readsTheSameWhereverTheBytesAreCut(String request, int cut) {
    RecordingService service = new RecordingService();
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(request.substring(0, cut));
      channel.send(request.substring(cut));

      var only = service.only();
      assertThat(only.head().target()).isEqualTo("/orders?x=1");
      assertThat(only.head().header("x-mixed")).isEqualTo("Ab");
      assertThat(only.body()).isEqualTo("body0123456789");
      assertThat(only.trailers()).isEqualTo(List.of("X-Sum: 14"));
      assertThat(only.hasEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("everySplitOfAnInvalidHead")
  void refusesTheSameWhereverTheBytesAreCut(String head, int cut) {
    RecordingService service = new RecordingService();
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(head.substring(0, cut));
      channel.send(head.substring(cut));

      assertThat(service.requests()).isEmpty();
      assertThat(channel.received()).startsWith("HTTP/1.1 400 ");
    }
  }

  static Stream<Arguments> everySplitOfAnInvalidHead() {
    String head = "GET / HTTP/1.1\r\nHost: a\r\nName: 1\r\n folded\r\n\r\n";
    return IntStream.range(1, head.length()).mapToObj(cut -> Arguments.of(head, cut));
  }
}
