package io.heddle.proxy.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHead;
import io.heddle.proxy.http.TestHead;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection to an upstream, byte by byte. */
final class Http1ClientConnectionTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Pool pool = new Pool();
  private final Responses responses = new Responses();
  private final ClientConnection connection =
      new Http1Client(HeadLimits.DEFAULT).attach(channel, pool);

  /** Counts what the owner of a connection is told. */
  private static final class Pool implements ClientConnection.Owner {
    private int reusable;
    private int closed;

    @Override
    public void onReusable(ClientConnection free) {
      reusable++;
    }

    @Override
    public void onClosed(ClientConnection gone) {
      closed++;
    }
  }

  /** Writes down what comes back. */
  private static final class Responses implements ResponseHandler {
    private final List<String> events = new ArrayList<>();

    @Override
    public void onInformational(ResponseHead head) {
      events.add("informational " + head.status());
    }

    @Override
    public void onResponse(ResponseHead head) {
      events.add("head " + head.status());
    }

    @Override
    public void onResponseData(ByteBuf part) {
      events.add("data " + part.toString(ISO_8859_1));
      part.release();
    }

    @Override
    public void onResponseEnd(HeadView trailers) {
      events.add("end");
    }

    @Override
    public void onRequestWritable() {
      events.add("writable");
    }

    @Override
    public void onResponseCut(Progress progress, Failure failure, String detail) {
      events.add("cut " + progress + " " + failure);
    }
  }

  /** A request head over a list of fields. */
  private record Request(String method, long bodyLength, TestHead fields) implements RequestHead {
    @Override
    public String target() {
      return "/x";
    }

    @Override
    public String authority() {
      return "a";
    }

    @Override
    public @Nullable String header(String name) {
      return fields.header(name);
    }

    @Override
    public void forEachField(FieldVisitor visitor) {
      fields.forEachField(visitor);
    }
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  private ClientStream start(String method, long bodyLength, String... fields) {
    return connection.start(
        new Request(method, bodyLength, TestHead.response(0, 0, fields)),
        new HeadEdits(),
        responses);
  }

  private String written() {
    channel.runPendingTasks();
    StringBuilder all = new StringBuilder();
    while (channel.readOutbound() instanceof ByteBuf part) {
      all.append(part.toString(ISO_8859_1));
      part.release();
    }
    return all.toString();
  }

  private void receive(String text) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }
  }

  @Test
  void writesWhatPassesAndFramesItAnew() {
    start(
            "POST",
            BodyLength.UNKNOWN,
            "Host: a",
            "X-Kept: 1",
            "Connection: close, x-named, host, authorization, x-forwarded-for",
            "X-Named: 1",
            "Authorization: kept",
            "X-Forwarded-For: kept",
            "Keep-Alive: 5",
            "TE: trailers",
            "Upgrade: other",
            "Proxy-Connection: close",
            "Transfer-Encoding: chunked",
            "X-Heddle-Anything: 1")
        .finish(HeadView.EMPTY);

    assertThat(written())
        .isEqualTo(
            String.join(
                "\r\n",
                "POST /x HTTP/1.1",
                "Host: a",
                "X-Kept: 1",
                "Authorization: kept",
                "X-Forwarded-For: kept",
                "transfer-encoding: chunked",
                "",
                "0",
                "",
                ""));
  }

  @Test
  void saysNothingOfABodyThatIsNotThere() {
    start("GET", BodyLength.NONE, "Host: a").finish(HeadView.EMPTY);

    assertThat(written()).isEqualTo("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  @Test
  void isReusableAfterAWholeExchange() {
    start("GET", BodyLength.NONE).finish(HeadView.EMPTY);
    receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");

    assertThat(responses.events).containsExactly("head 200", "data hi", "end");
    assertThat(pool.reusable).isEqualTo(1);
    assertThat(connection.isActive()).isTrue();
  }

  static List<String> responsesThatEndTheConnection() {
    return List.of(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore than was said");
  }

  @ParameterizedTest
  @MethodSource("responsesThatEndTheConnection")
  void isNotReusedWhenItsStateIsInDoubt(String response) {
    start("GET", BodyLength.NONE).finish(HeadView.EMPTY);
    receive(response);

    assertThat(responses.events).containsExactly("head 200", "end");
    assertThat(connection.isActive()).isFalse();
    assertThat(pool.closed).isEqualTo(1);
  }

  @Test
  void isNotReusedWhenTheResponseCameBeforeTheRequestsEnd() {
    start("POST", 10).write(Unpooled.copiedBuffer("half", ISO_8859_1));
    receive("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");

    assertThat(responses.events).containsExactly("head 413", "end");
    assertThat(pool.reusable).isZero();
    assertThat(connection.isActive()).isFalse();
  }

  @Test
  void readsUntilTheConnectionEnds() {
    start("GET", BodyLength.NONE).finish(HeadView.EMPTY);
    receive("HTTP/1.1 200 OK\r\n\r\nsome");
    receive("more");
    var _ = channel.close();

    assertThat(responses.events).containsExactly("head 200", "data some", "data more", "end");
    assertThat(pool.reusable).isZero();
  }

  @Test
  void expectsNoBodyToHead() {
    start("HEAD", BodyLength.NONE).finish(HeadView.EMPTY);
    receive("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");

    assertThat(responses.events).containsExactly("head 200", "end");
    assertThat(pool.reusable).isEqualTo(1);
  }

  @Test
  void countsAFlushedRequestAsWritten() {
    start("GET", BodyLength.NONE).finish(HeadView.EMPTY);
    written();
    receive("HTTP/1.1 2");
    var _ = channel.close();
    assertThat(responses.events).containsExactly("cut WRITTEN UPSTREAM_CUT");
  }

  @Test
  void reportsAResponseThatIsNotWhole() {
    start("GET", BodyLength.NONE).finish(HeadView.EMPTY);
    written();
    receive("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhal");
    var _ = channel.close();
    assertThat(responses.events)
        .containsExactly("head 200", "data hal", "cut ANSWERED UPSTREAM_CUT");
  }

  @Test
  void closesOnBytesThatNobodyAskedFor() {
    receive("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(channel.isOpen()).isFalse();
    assertThat(responses.events).isEmpty();
  }

  @Test
  void passesInformationalResponses() {
    start("GET", BodyLength.NONE).finish(HeadView.EMPTY);
    receive("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(responses.events).containsExactly("informational 103", "head 200", "end");
    assertThat(pool.reusable).isEqualTo(1);
  }

  @Test
  void keepsTheConnectionOfACancelledShortResponse() {
    ClientStream stream = start("GET", BodyLength.NONE);
    stream.finish(HeadView.EMPTY);
    receive("HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\n");
    stream.cancel();
    receive("no");

    assertThat(responses.events).containsExactly("head 503");
    assertThat(pool.reusable).isEqualTo(1);
  }

  @Test
  void closesTheConnectionOfACancelledUnansweredRequest() {
    ClientStream stream = start("GET", BodyLength.NONE);
    stream.finish(HeadView.EMPTY);
    written();
    stream.cancel();

    assertThat(channel.isOpen()).isFalse();
    assertThat(responses.events).isEmpty();
  }

  static IntStream everySplit() {
    return IntStream.range(1, RESPONSE.length());
  }

  private static final String RESPONSE =
      String.join(
          "\r\n",
          "HTTP/1.1 100 Continue",
          "",
          "HTTP/1.1 200 OK",
          "Transfer-Encoding: chunked",
          "",
          "3",
          "abc",
          "0",
          "",
          "");

  @ParameterizedTest
  @MethodSource("everySplit")
  void readsTheSameWhereverTheBytesAreCut(int cut) {
    start("GET", BodyLength.NONE).finish(HeadView.EMPTY);
    receive(RESPONSE.substring(0, cut));
    receive(RESPONSE.substring(cut));

    assertThat(String.join(" ", responses.events).replace(" data ", "."))
        .isIn(
            "informational 100 head 200.abc end",
            "informational 100 head 200.a.bc end",
            "informational 100 head 200.ab.c end");
    assertThat(pool.reusable).isEqualTo(1);
  }
}
