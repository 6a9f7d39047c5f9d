package io.heddle.proxy.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RecordingService;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHead;
import io.heddle.proxy.http.TestHead;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The change to another protocol, byte by byte and over time. */
final class UpgradeWireTest {
  private static final String ASK =
      "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  private static final String AGREED =
      "HTTP/1.1 101 OK\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n";

  private final RecordingService service = new RecordingService();

  static IntStream cutsOfAsk() {
    return IntStream.rangeClosed(1, ASK.length() + "early".length());
  }

  static IntStream cutsOfAgreed() {
    return IntStream.rangeClosed(1, AGREED.length() + "welcome".length());
  }

  @ParameterizedTest
  @MethodSource("cutsOfAsk")
  void aServerPassesBytesOnAsTheyCome(int cut) {
    String sent = ASK + "early";
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(sent.substring(0, cut));
      channel.send(sent.substring(cut));
      RecordingService.Request request = service.only();
      assertThat(request.head().upgrade()).isEqualTo("websocket");
      assertThat(request.body()).isEmpty();

      agree(channel);

      assertThat(request.body()).isEqualTo("early");
      channel.send("GET / HTTP/1.1\r\n\r\n");
      assertThat(request.body()).isEqualTo("earlyGET / HTTP/1.1\r\n\r\n");
      request.stream().write(Unpooled.copiedBuffer("0\r\n\r\n", ISO_8859_1));
      assertThat(channel.received())
          .isEqualTo(
              """
              HTTP/1.1 101 Switching Protocols\r
              connection: upgrade\r
              upgrade: websocket\r
              \r
              0\r
              \r
              """);
    }
  }

  @Test
  void aServersTunnelLivesForAnHourWithoutAByte() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(ASK);
      agree(channel);

      channel.passTime(Duration.ofMinutes(59));
      channel.send("x");
      channel.passTime(Duration.ofMinutes(59));
      assertThat(channel.isOpen()).isTrue();
      assertThat(service.only().cut()).isNull();

      channel.passTime(Duration.ofMinutes(2));
      assertThat(service.only().cut()).isEqualTo(Failure.DOWNSTREAM_CUT);
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void anAnswerOtherThanTheSwitchLeavesTheConnectionToHttp() {
    try (Http1Channel channel = new Http1Channel(service)) {
      channel.send(ASK + ASK);
      service.only().stream().respond(TestHead.response(200, 0), new HeadEdits());
      service.only().stream().finish(HeadView.EMPTY);

      assertThat(channel.received()).startsWith("HTTP/1.1 200 ").doesNotContain("upgrade");
      assertThat(service.requests()).hasSize(2);
    }
  }

  private void agree(Http1Channel channel) {
    service.only().stream()
        .respond(TestHead.response(101, BodyLength.NONE, "Upgrade: x"), new HeadEdits());
    assertThat(channel.received()).startsWith("HTTP/1.1 101 ");
  }

  @ParameterizedTest
  @MethodSource("cutsOfAgreed")
  void aClientPassesBytesOnAsTheyCome(int cut) {
    EmbeddedChannel channel = new EmbeddedChannel();
    Answer answer = new Answer();
    ClientConnection connection = new Http1Client(HeadLimits.DEFAULT).attach(channel, new NoPool());
    ClientStream stream = connection.start(new Asking(), new HeadEdits(), answer);
    stream.finish(HeadView.EMPTY);
    assertThat(written(channel))
        .isEqualTo("GET /x HTTP/1.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");

    String received = AGREED + "welcome";
    channel.writeInbound(Unpooled.copiedBuffer(received.substring(0, cut), ISO_8859_1));
    channel.writeInbound(Unpooled.copiedBuffer(received.substring(cut), ISO_8859_1));

    assertThat(answer.events.toString()).isEqualTo("101 welcome");
    stream.write(Unpooled.copiedBuffer("5\r\n", ISO_8859_1));
    assertThat(written(channel)).isEqualTo("5\r\n");
    var _ = channel.close();
    assertThat(answer.events.toString()).isEqualTo("101 welcome end");
    channel.finishAndReleaseAll();
  }

  private static String written(EmbeddedChannel channel) {
    channel.runPendingTasks();
    StringBuilder all = new StringBuilder();
    while (channel.readOutbound() instanceof ByteBuf part) {
      all.append(part.toString(ISO_8859_1));
      part.release();
    }
    return all.toString();
  }

  private static final class NoPool implements ClientConnection.Owner {
    @Override
    public void onReusable(ClientConnection free) {
      throw new AssertionError("a connection that speaks another protocol was kept");
    }

    @Override
    public void onClosed(ClientConnection gone) {}
  }

  /** Asks for a WebSocket. */
  private record Asking() implements RequestHead {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String target() {
      return "/x";
    }

    @Override
    public String authority() {
      return "a";
    }

    @Override
    public long bodyLength() {
      return BodyLength.NONE;
    }

    @Override
    public String upgrade() {
      return "websocket";
    }

    @Override
    public @Nullable String header(String name) {
      return null;
    }

    @Override
    public void forEachField(FieldVisitor visitor) {}
  }

  /** What comes back, in a line. */
  private static final class Answer implements ResponseHandler {
    private final StringBuilder events = new StringBuilder();

    @Override
    public void onInformational(ResponseHead head) {
      events.append("informational ");
    }

    @Override
    public void onResponse(ResponseHead head) {
      events.append(head.status()).append(' ');
    }

    @Override
    public void onResponseData(ByteBuf part) {
      events.append(part.toString(ISO_8859_1));
      part.release();
    }

    @Override
    public void onResponseEnd(HeadView trailers) {
      events.append(" end");
    }

    @Override
    public void onRequestWritable() {}

    @Override
    public void onResponseCut(Progress progress, Failure failure, String detail) {
      events.append(" cut");
    }
  }
}
