package io.heddle.proxy.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RecordingService;
import io.heddle.proxy.http.ServerStream;
import io.heddle.proxy.http.TestHead;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams as exchanges: heads, bodies, credit, ends; and what is never forwarded. */
final class Http2ServerTest {
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final String[] GET = {
    ":method=GET", ":scheme=http", ":authority=catalog", ":path=/items?x=1"
  };
  private static final String[] POST = {
    ":method=POST", ":scheme=http", ":authority=catalog", ":path=/orders"
  };

  private final RecordingService service = new RecordingService();
  private final Http2Pair pair = new Http2Pair(service);

  @AfterEach
  void close() {
    pair.close();
  }

  private void answer(ServerStream stream, String body) {
    pair.onServer(() -> {
      stream.respond(TestHead.response(200, body.length(), "X-A: b"), new HeadEdits());
      stream.write(Unpooled.copiedBuffer(body, ISO_8859_1));
      stream.finish(HeadView.EMPTY);
    });
  }

  private static String[] with(String[] fields, String... more) {
    return Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aHeadIsSeenAsAnyRequest() {
    pair.head(pair.stream(), true, with(GET, "x-a=1", "cookie=a=1", "cookie=b=2", "te=trailers"));

    RecordingService.Request request = service.only();
    assertThat(request.head().method()).isEqualTo("GET");
    assertThat(request.head().target()).isEqualTo("/items?x=1");
    assertThat(request.head().authority()).isEqualTo("catalog");
    assertThat(request.head().bodyLength()).isEqualTo(BodyLength.NONE);
    assertThat(request.head().header("x-a")).isEqualTo("1");
    assertThat(request.head().header("cookie")).isEqualTo("a=1; b=2");
    List<String> fields = new ArrayList<>();
    request.head().forEachField((name, value) -> fields.add(name + ": " + value));
    assertThat(fields)
        .containsExactly("host: catalog", "x-a: 1", "cookie: a=1; b=2", "te: trailers");
    assertThat(request.hasEnded()).isTrue();
  }

  /** Where a request of HTTP/1.0 was sent on that named none (RFC 9113 section 8.3.1). */
  @Test
  void aHeadNeedNotNameAnAuthority() {
    pair.head(pair.stream(), true, ":method=GET", ":scheme=http", ":path=/items");

    assertThat(service.only().head().authority()).isEmpty();
    assertThat(service.only().head().target()).isEqualTo("/items");
  }

  @Test
  void answersGoBackWithLowerCaseNames() {
    pair.head(pair.stream(), true, GET);
    answer(service.only().stream(), "hello");

    assertThat(pair.received())
        .containsExactly("3 :status=200 x-a=b content-length=5", "3 hello end");
  }

  @Test
  void streamsGoSideBySide() {
    pair.head(pair.stream(), true, GET);
    pair.head(pair.stream(), true, GET);
    ServerStream first = service.requests().get(0).stream();
    ServerStream second = service.requests().get(1).stream();
    pair.onServer(() -> {
      second.respond(TestHead.response(200, 6), new HeadEdits());
      second.write(Unpooled.copiedBuffer("second", ISO_8859_1));
      first.respond(TestHead.response(200, 5), new HeadEdits());
      first.write(Unpooled.copiedBuffer("first", ISO_8859_1));
      first.finish(HeadView.EMPTY);
      second.finish(HeadView.EMPTY);
    });

    assertThat(pair.received())
        .containsExactlyInAnyOrder(
            "5 :status=200 content-length=6",
            "3 :status=200 content-length=5",
            "5 second end",
            "3 first end");
  }

  @Test
  void bodiesAndTrailersGoBothWays() {
    int stream = pair.stream();
    pair.head(stream, false, POST);
    pair.data(stream, "one", false);
    pair.data(stream, "two", false);
    assertThat(service.only().body()).isEqualTo("onetwo");
    assertThat(service.only().head().bodyLength()).isEqualTo(BodyLength.UNKNOWN);
    pair.head(stream, true, "x-sum=6");
    assertThat(service.only().trailers()).containsExactly("x-sum: 6");

    ServerStream answer = service.only().stream();
    answer.informational(TestHead.response(103, BodyLength.NONE, "link: a"), new HeadEdits());
    answer.respond(TestHead.response(200, BodyLength.UNKNOWN), new HeadEdits());
    answer.write(Unpooled.copiedBuffer("x", ISO_8859_1));
    answer.finish(TestHead.response(0, 0, "Grpc-Status: 0", "Host: no"));
    assertThat(pair.received())
        .containsExactly("3 :status=103 link=a", "3 :status=200", "3 x", "3 grpc-status=0 end");
  }

  @Test
  void aPausedRequestGetsNoMoreCreditThanItsWindow() {
    int stream = pair.stream();
    pair.head(stream, false, POST);
    service.only().stream().pauseRequest();
    pair.data(stream, "x".repeat(200_000), true);
    assertThat(service.only().body()).hasSize(64 * 1024);
    assertThat(service.only().hasEnded()).isFalse();

    service.only().stream().resumeRequest();
    pair.exchange();

    assertThat(service.only().body()).hasSize(200_000);
    assertThat(service.only().hasEnded()).isTrue();
  }

  @Test
  void whoStoppedReadingIsToldWhenThereIsRoom() {
    pair.head(pair.stream(), true, GET);
    ServerStream answer = service.only().stream();
    answer.respond(TestHead.response(200, BodyLength.UNKNOWN), new HeadEdits());
    answer.write(Unpooled.copiedBuffer("x".repeat(100_000), ISO_8859_1));
    assertThat(answer.isWritable()).isFalse();

    pair.exchange();

    assertThat(answer.isWritable()).isTrue();
    assertThat(service.only().becameWritable()).isTrue();
  }

  @Test
  void whatWaitsForCreditIsCountedAsHeld() {
    pair.head(pair.stream(), true, GET);
    ServerStream answer = service.only().stream();
    answer.respond(TestHead.response(200, BodyLength.UNKNOWN), new HeadEdits());
    answer.write(Unpooled.buffer().writeZero(100_000));
    assertThat(pair.heldByServer()).isBetween(99_000, 100_000);

    pair.exchange();

    assertThat(pair.heldByServer()).isZero();
  }

  @Test
  void aResetCutsOneExchangeAlone() {
    int stream = pair.stream();
    pair.head(stream, false, POST);
    pair.head(pair.stream(), true, GET);
    pair.reset(stream);

    assertThat(service.requests().get(0).cut()).isEqualTo(Failure.DOWNSTREAM_CUT);
    answer(service.requests().get(1).stream(), "hello");
    assertThat(pair.all()).contains("5 hello");
  }

  @Test
  void aCutIsAReset() {
    pair.head(pair.stream(), true, GET);
    pair.onServer(
        () -> service.only().stream().respond(TestHead.response(200, 9), new HeadEdits()));
    pair.onServer(() -> service.only().stream().cut());

    assertThat(pair.received())
        .containsExactly("3 :status=200 content-length=9", "3 reset INTERNAL_ERROR");
  }

  @Test
  void anEarlyAnswerTellsThatTheRestIsNotWanted() {
    int stream = pair.stream();
    pair.head(stream, false, POST);
    answer(service.only().stream(), "no");

    assertThat(pair.received()).endsWith("3 no end", "3 reset NO_ERROR");
    assertThat(pair.isOpen()).isTrue();
  }

  @Test
  void anAnnouncedEndLetsStreamsEnd() {
    pair.head(pair.stream(), true, GET);
    service.only().stream().announceClose();
    assertThat(pair.received()).containsExactly("goaway any NO_ERROR", "goaway 3 NO_ERROR");
    assertThat(pair.isOpen()).isTrue();

    answer(service.only().stream(), "last");

    assertThat(pair.all()).contains("3 last");
    assertThat(pair.isOpen()).isFalse();
  }

  @Test
  void aClientThatEndedItsSideIsGone() {
    pair.head(pair.stream(), true, GET);
    pair.endInput();

    assertThat(service.only().cut()).isEqualTo(Failure.DOWNSTREAM_CUT);
    assertThat(pair.isOpen()).isFalse();
  }

  @Test
  void idleStreamsAndConnectionsEnd() {
    pair.head(pair.stream(), true, GET);
    pair.passTime(Duration.ofMinutes(4));
    assertThat(service.only().cut()).isNull();
    pair.passTime(Duration.ofMinutes(2));
    assertThat(service.only().cut()).isEqualTo(Failure.RESPONSE_TIMEOUT);

    pair.passTime(Duration.ofMinutes(59));
    assertThat(pair.isOpen()).isTrue();
    pair.passTime(Duration.ofMinutes(2));
    assertThat(pair.isOpen()).isFalse();
  }

  @Test
  void aHeadThatDoesNotEndEndsTheConnection() {
    pair.bytes(0, 0, 1, HEADERS, 0, 0, 0, 0, 5, 0x82);
    pair.passTime(Duration.ofSeconds(9));
    assertThat(pair.isOpen()).isTrue();
    pair.bytes(0, 0, 1, CONTINUATION, 0, 0, 0, 0, 5, 0x86);
    pair.passTime(Duration.ofSeconds(2));

    assertThat(pair.received()).containsExactly("goaway any ENHANCE_YOUR_CALM");
    assertThat(pair.isOpen()).isFalse();
  }

  @Test
  void aFrameOfAHeadThatDoesNotEndDoesToo() {
    pair.bytes(0, 0, 9, HEADERS, 4, 0, 0, 0, 5, 0x82);
    pair.passTime(Duration.ofSeconds(11));

    assertThat(pair.isOpen()).isFalse();
  }

  static Stream<String> neverForwarded() {
    return Stream.of(
        // Pseudo-header fields (RFC 9113 section 8.3).
        ":scheme=http|:authority=a|:path=/",
        ":method=GET|:authority=a|:path=/",
        ":method=GET|:scheme=http|:authority=a",
        ":method=GET|:scheme=http|:authority=|:path=/",
        ":method=|:scheme=http|:authority=a|:path=/",
        ":method=GET|:scheme=|:authority=a|:path=/",
        ":method=GET|:scheme=http|:authority=a|:path=",
        ":method=GET|:method=GET|:scheme=http|:authority=a|:path=/",
        ":method=GET|:scheme=http|:scheme=https|:authority=a|:path=/",
        ":method=GET|:scheme=http|:authority=a|:path=/|:path=/b",
        ":method=GET|:scheme=http|:authority=a|:authority=a|:path=/",
        ":method=GET|:scheme=http|:authority=a|:path=/|:status=200",
        ":method=GET|:scheme=http|:authority=a|:path=/|:protocol=websocket",
        ":method=GET|:scheme=http|:authority=a|:path=/|:unknown=1",
        ":method=GET|:scheme=ftp|:authority=a|:path=/",
        ":method=GET|:scheme=http|:authority=a|:path=/|host=b",
        ":method=GET|:scheme=http|:authority=a|:path=/|host=a|host=a",
        ":method=GET|:scheme=http|:path=/|host=a|host=b",
        ":method=CONNECT|:authority=a:80",
        ":method=CONNECT|:scheme=http|:authority=a|:path=/",
        // Targets.
        ":method=GET|:scheme=http|:authority=a|:path=*",
        ":method=GET|:scheme=http|:authority=a|:path=a",
        ":method=GET|:scheme=http|:authority=a|:path=http://b/",
        ":method=GET|:scheme=http|:authority=a|:path=/..",
        ":method=GET|:scheme=http|:authority=a|:path=/a/../..",
        ":method=GET|:scheme=http|:authority=a|:path=/%2e%2e/",
        ":method=GET|:scheme=http|:authority=a|:path=/a b",
        ":method=GET|:scheme=http|:authority=a|:path=/a#b",
        ":method=GET|:scheme=http|:authority=a|:path=/\u0001",
        ":method=GET|:scheme=http|:authority=a|:path=/ HTTP/1.1\r\nx: y",
        ":method=GET|:scheme=http|:authority=user@a|:path=/",
        ":method=GET|:scheme=http|:authority=a:|:path=/",
        ":method=GET|:scheme=http|:authority=a b|:path=/",
        ":method=GET|:scheme=http|:authority=a/b|:path=/",
        ":method=GET|:scheme=http|:authority=a:99999|:path=/",
        ":method=GET /x HTTP/1.1\r\nx:|:scheme=http|:authority=a|:path=/",
        ":method=G T|:scheme=http|:authority=a|:path=/",
        // Fields of HTTP/1 connections (section 8.2.2).
        "*|connection=close",
        "*|connection=x-a|x-a=1",
        "*|keep-alive=timeout=5",
        "*|proxy-connection=keep-alive",
        "*|transfer-encoding=chunked",
        "*|transfer-encoding=identity",
        "*|upgrade=websocket",
        "*|te=gzip",
        "*|te=trailers, gzip",
        // Names and values (section 8.2.1).
        "*|X-Upper=1",
        "*|x a=1",
        "*|x:a=1",
        "*|x\r\ny=1",
        "*|x\u0000=1",
        "*|x(=1",
        "*|x\u00e9=1",
        "*|x=a\rb",
        "*|x=a\nb",
        "*|x=a\r\ny: z",
        "*|x=a\u0000b",
        "*|x=\u007f",
        "*|x= a",
        "*|x=a ",
        "*|x=\ta",
        // Lengths (section 8.1.1).
        "*|content-length=1",
        "*|content-length=-1",
        "*|content-length=+0",
        "*|content-length=0x0",
        "*|content-length=",
        "*|content-length=0|content-length=1",
        "*|content-length=99999999999999999999");
  }

  @ParameterizedTest
  @MethodSource("neverForwarded")
  void whatMustNotBeForwardedIsNot(String request) {
    String[] fields =
        request.replace("*|", ":method=POST|:scheme=http|:authority=a|:path=/|").split("\\|", -1);
    pair.head(pair.stream(), true, fields);

    assertThat(service.requests()).isEmpty();
    assertThat(pair.all())
        .containsAnyOf(
            "3 reset PROTOCOL_ERROR", "3 :status=400", "3 :status=405", "goaway 3 PROTOCOL_ERROR");
  }

  @ParameterizedTest
  @MethodSource("wrongLengths")
  void aBodyOfAnotherLengthIsNotWhole(int announced, String body) {
    int stream = pair.stream();
    pair.head(stream, false, with(POST, "content-length=" + announced));
    pair.data(stream, body, true);

    assertThat(service.only().hasEnded()).isFalse();
    assertThat(service.only().cut()).isNotNull();
    assertThat(pair.all()).contains("3 reset PROTOCOL_ERROR");
  }

  static Stream<Arguments> wrongLengths() {
    return Stream.of(
        Arguments.of(3, "ab"), Arguments.of(3, "abcd"), Arguments.of(0, "a"), Arguments.of(3, ""));
  }
}
