package io.heddle.proxy.cluster;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HttpPipeline;
import io.heddle.proxy.http.RequestHandler;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHead;
import io.heddle.proxy.http.ServerStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request of an application, and what became of it. */
final class TestRequest implements ServerStream {
  private final EventLoop loop;
  private final String target;
  private @Nullable RequestHandler handler;
  private int status;
  private String proxyStatus = "";
  private boolean finished;

  TestRequest(EventLoop loop, String target) {
    this.loop = loop;
    this.target = target;
  }

  void begin(HttpPipeline pipeline) {
    handler = pipeline.onRequest(this);
  }

  void body(String part) {
    if (handler != null) {
      handler.onRequestData(Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1));
    }
  }

  /** A codec tells nobody of it once the response has ended. */
  void end() {
    if (handler != null && !finished) {
      handler.onRequestEnd(HeadView.EMPTY);
    }
  }

  /** The client closes its connection. */
  void leave() {
    if (handler != null) {
      handler.onRequestCut(Failure.DOWNSTREAM_CUT, "client closed the connection");
    }
  }

  /** 0 while there is no whole answer. */
  int status() {
    return finished ? status : 0;
  }

  String proxyStatus() {
    return proxyStatus;
  }

  private record Head(String method, String target) implements RequestHead {
    @Override
    public String authority() {
      return "catalog";
    }

    @Override
    public long bodyLength() {
      return BodyLength.UNKNOWN;
    }

    @Override
    public @Nullable String header(String name) {
      return null;
    }

    @Override
    public void forEachField(FieldVisitor visitor) {}
  }

  @Override
  public RequestHead request() {
    return new Head("POST", target);
  }

  @Override
  public DownstreamConnection connection() {
    return new DownstreamConnection(
        DownstreamConnection.Direction.OUTBOUND,
        DownstreamConnection.Kind.PLAINTEXT,
        "",
        "catalog",
        InetSocketAddress.createUnresolved("localhost", 40_000),
        15_001);
  }

  @Override
  public EventLoop eventLoop() {
    return loop;
  }

  @Override
  public void pauseRequest() {}

  @Override
  public void resumeRequest() {}

  @Override
  public void informational(ResponseHead head, HeadEdits edits) {}

  @Override
  public void respond(ResponseHead head, HeadEdits edits) {
    status = head.status();
    String said = head.header("proxy-status");
    proxyStatus = said == null ? "" : said;
  }

  @Override
  public void write(ByteBuf part) {
    part.release();
  }

  @Override
  public void finish(HeadView trailers) {
    finished = true;
  }

  @Override
  public void announceClose() {}

  @Override
  public void cut() {}

  @Override
  public boolean isWritable() {
    return true;
  }
}
