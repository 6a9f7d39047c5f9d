package io.heddle.proxy.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RecordingService;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHead;
import io.heddle.proxy.http.TestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our client on our server: exchanges side by side, their ends, and what the pool is told. */
final class Http2ClientTest {
  private static final int FIRST_STREAM = 3;

  private final RecordingService service = new RecordingService();
  private final EmbeddedChannel server = new EmbeddedChannel(new Actions());
  private final EmbeddedChannel client = new EmbeddedChannel(new Actions());
  private final List<String> pool = new ArrayList<>();
  private final ClientConnection connection;

  Http2ClientTest() {
    var facts =
        new DownstreamConnection(
            Direction.INBOUND, Kind.MESH, "", "in", new InetSocketAddress(1), 80);
    Http2Server.attach(
        server, facts, service, Http2Pair.LIMITS, new Deadlines(server.eventLoop(), () -> 1));
    connection =
        new Http2Client(Http2Pair.LIMITS)
            .attach(
                client,
                new ClientConnection.Owner() {
                  @Override
                  public void onReusable(ClientConnection free) {
                    pool.add("room " + free.room());
                  }

                  @Override
                  public void onClosed(ClientConnection gone) {
                    pool.add("closed");
                  }
                });
    exchange();
  }

  @AfterEach
  void close() {
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }

  /** An embedded channel runs tasks after each of its operations, but within an inbound one. */
  private static final class Actions extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Runnable action) {
        action.run();
      } else {
        ctx.fireChannelRead(message);
      }
    }
  }

  private void onClient(Runnable action) {
    client.writeInbound(action);
    exchange();
  }

  private void onServer(Runnable action) {
    server.writeInbound(action);
    exchange();
  }

  private void exchange() {
    Wire.exchange(client, server);
  }

  private static final class Answer implements ResponseHandler {
    private final List<String> events = new ArrayList<>();
    private @Nullable ClientStream stream;

    ClientStream stream() {
      if (stream == null) {
        throw new AssertionError("stream: none (expected: begun)");
      }
      return stream;
    }

    @Override
    public void onInformational(ResponseHead head) {
      events.add("informational " + head.status());
    }

    @Override
    public void onResponse(ResponseHead head) {
      events.add(head.status() + " " + head.bodyLength());
    }

    @Override
    public void onResponseData(ByteBuf part) {
      events.add(part.toString(ISO_8859_1));
      part.release();
    }

    @Override
    public void onResponseEnd(HeadView trailers) {
      String sum = trailers.header("x-sum");
      events.add("end" + (sum == null ? "" : " " + sum));
    }

    @Override
    public void onRequestWritable() {
      // Also when a stream begins.
    }

    @Override
    public void onResponseCut(Progress progress, Failure failure, String detail) {
      events.add("cut " + progress + " " + failure);
    }
  }

  private record Request(String method, long bodyLength, String path) implements RequestHead {
    @Override
    public String target() {
      return path;
    }

    @Override
    public String authority() {
      return "catalog";
    }

    @Override
    public @Nullable String header(String name) {
      return name.equals("te") ? "trailers" : null;
    }

    @Override
    public void forEachField(FieldVisitor visitor) {
      visitor.field("Host", "catalog");
      visitor.field("X-Mixed", "Value");
      visitor.field("Connection", "keep-alive");
    }
  }

  private Answer start(String method, long bodyLength, String path) {
    Answer answer = new Answer();
    onClient(() ->
        answer.stream =
            connection.start(new Request(method, bodyLength, path), new HeadEdits(), answer));
    return answer;
  }

  @Test
  void aRequestOfHttp1IsOneOfHttp2() {
    Answer answer = start("GET", BodyLength.NONE, "/items?x=1");

    RecordingService.Request request = service.only();
    List<String> fields = new ArrayList<>();
    request.head().forEachField((name, value) -> fields.add(name + ": " + value));
    assertThat(request.head().method() + " " + request.head().target()).isEqualTo("GET /items?x=1");
    assertThat(fields).containsExactlyInAnyOrder("host: catalog", "x-mixed: Value", "te: trailers");
    assertThat(request.hasEnded()).isTrue();

    onServer(() -> {
      request.stream().informational(TestHead.response(103, 0), new HeadEdits());
      request.stream().respond(TestHead.response(200, 5), new HeadEdits());
      request.stream().write(Unpooled.copiedBuffer("hello", ISO_8859_1));
      request.stream().finish(TestHead.response(0, 0, "x-sum: 5"));
    });
    assertThat(answer.events).containsExactly("informational 103", "200 5", "hello", "end 5");
    assertThat(pool).containsExactly("room 100");
  }

  @Test
  void exchangesGoSideBySideAndTheirBodiesToo() {
    Answer one = start("POST", BodyLength.UNKNOWN, "/1");
    Answer two = start("POST", 3, "/2");
    assertThat(connection.room()).isEqualTo(98);
    assertThat(connection.isIdle()).isFalse();
    onClient(() -> {
      two.stream().write(Unpooled.copiedBuffer("two", ISO_8859_1));
      one.stream().write(Unpooled.copiedBuffer("one", ISO_8859_1));
      two.stream().finish(HeadView.EMPTY);
      one.stream().finish(TestHead.response(0, 0, "x-sum: 3"));
    });

    assertThat(service.requests().get(0).body()).isEqualTo("one");
    assertThat(service.requests().get(0).trailers()).containsExactly("x-sum: 3");
    assertThat(service.requests().get(1).body()).isEqualTo("two");
    assertThat(service.requests().get(1).head().bodyLength()).isEqualTo(3);
    onServer(() -> answer(1));
    assertThat(two.events).containsExactly("204 -1", "end");
    assertThat(one.events).isEmpty();
    onServer(() -> answer(0));
    assertThat(one.events).containsExactly("204 -1", "end");
    assertThat(connection.isIdle()).isTrue();
  }

  private void answer(int request) {
    service.requests().get(request).stream().respond(TestHead.response(204, -1), new HeadEdits());
    service.requests().get(request).stream().finish(HeadView.EMPTY);
  }

  @Test
  void aSlowReaderHoldsItsOwnStreamBack() {
    Answer slow = start("GET", BodyLength.NONE, "/slow");
    Answer quick = start("GET", BodyLength.NONE, "/quick");
    onClient(() -> slow.stream().pauseResponse());
    onServer(() -> {
      var stream = service.requests().get(0).stream();
      stream.respond(TestHead.response(200, BodyLength.UNKNOWN), new HeadEdits());
      stream.write(Unpooled.copiedBuffer("x".repeat(200_000), ISO_8859_1));
      stream.finish(HeadView.EMPTY);
      answer(1);
    });

    assertThat(quick.events).containsExactly("204 -1", "end");
    assertThat(String.join("", slow.events)).hasSize("200 -1".length() + 64 * 1024);
    assertThat(service.requests().get(0).stream().isWritable()).isFalse();

    onClient(() -> slow.stream().resumeResponse());

    assertThat(String.join("", slow.events)).hasSize("200 -1".length() + 200_000 + "end".length());
  }

  @Test
  void whoLeavesResetsItsStreamAlone() {
    Answer left = start("GET", BodyLength.NONE, "/1");
    Answer stays = start("GET", BodyLength.NONE, "/2");
    onClient(() -> left.stream().cancel());

    assertThat(service.requests().get(0).cut()).isEqualTo(Failure.DOWNSTREAM_CUT);
    onServer(() -> answer(1));
    assertThat(stays.events).containsExactly("204 -1", "end");
    assertThat(left.events).isEmpty();
  }

  @Test
  void anAnswerBeforeTheRequestsEndEndsBoth() {
    Answer answer = start("POST", BodyLength.UNKNOWN, "/1");
    onServer(() -> answer(0));

    assertThat(answer.events).containsExactly("204 -1", "end");
    assertThat(connection.isIdle()).isTrue();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void aCutResponseIsACut() {
    Answer answer = start("GET", BodyLength.NONE, "/1");
    onServer(() -> service.only().stream().respond(TestHead.response(200, 9), new HeadEdits()));
    onServer(() -> service.only().stream().cut());

    assertThat(answer.events).containsExactly("200 9", "cut ANSWERED UPSTREAM_CUT");
    assertThat(connection.room()).isEqualTo(100);
  }

  @Test
  void afterAnAnnouncedEndNothingIsBegunAndWhatIsOpenEnds() {
    Answer answer = start("GET", BodyLength.NONE, "/1");
    onServer(() -> service.only().stream().announceClose());
    assertThat(connection.isActive()).isFalse();
    assertThat(connection.room()).isZero();

    onServer(() -> answer(0));

    assertThat(answer.events).containsExactly("204 -1", "end");
    assertThat(client.isOpen()).isFalse();
    assertThat(pool).containsExactly("closed");
  }

  @Test
  void whatTheServerHasNotSeenWasNotProcessed() {
    Answer first = start("GET", BodyLength.NONE, "/1");
    Answer late =
        whileTheServer(
            () -> server.pipeline().get(Http2ServerConnection.class).goAway(FIRST_STREAM));

    assertThat(late.events).containsExactly("cut NOTHING_WRITTEN UPSTREAM_CUT");
    onServer(() -> answer(0));
    assertThat(first.events).containsExactly("204 -1", "end");
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void whatIsBegunBeforeTheEndIsHeardOfIsServed() {
    Answer first = start("GET", BodyLength.NONE, "/1");
    Answer late = whileTheServer(() -> service.only().stream().announceClose());

    assertThat(service.requests()).hasSize(2);
    assertThat(connection.isActive()).isFalse();
    onServer(() -> answer(1));
    onServer(() -> answer(0));
    assertThat(late.events).containsExactly("204 -1", "end");
    assertThat(first.events).containsExactly("204 -1", "end");
    assertThat(client.isOpen()).isFalse();
  }

  /** A request that is begun while the server's action is on its way to the client. */
  private Answer whileTheServer(Runnable action) {
    Answer late = new Answer();
    server.writeInbound(action);
    client.writeInbound(
        (Runnable)
            () ->
                connection.start(
                    new Request("POST", BodyLength.NONE, "/2"), new HeadEdits(), late));
    exchange();
    return late;
  }

  @Test
  void aLostConnectionCutsAll() {
    Answer one = start("GET", BodyLength.NONE, "/1");
    onServer(() -> service.only().stream().respond(TestHead.response(200, 9), new HeadEdits()));
    Answer two = start("POST", BodyLength.UNKNOWN, "/2");
    var _ = client.close();
    exchange();

    assertThat(one.events).containsExactly("200 9", "cut ANSWERED UPSTREAM_CUT");
    assertThat(two.events).containsExactly("cut WRITTEN UPSTREAM_CUT");
    assertThat(pool).containsExactly("closed");
  }

  @Test
  void closingWaitsForTheLastExchange() {
    Answer answer = start("GET", BodyLength.NONE, "/1");
    onClient(connection::closeWhenIdle);
    assertThat(client.isOpen()).isTrue();

    onServer(() -> answer(0));

    assertThat(answer.events).endsWith("end");
    assertThat(client.isOpen()).isFalse();
  }
}
