package io.heddle.proxy.http1;

import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHandler;
import io.heddle.proxy.http.ResponseHead;
import io.heddle.proxy.http.ServerStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** The one exchange that an HTTP/1 connection carries at a time. */
final class Http1ServerStream implements ServerStream {
  private final Http1ServerConnection connection;
  private final NettyRequestHead request;
  private final HttpVersion version;

  private @Nullable RequestHandler handler;
  private ResponseWriter.Body body = ResponseWriter.Body.NONE;
  private boolean closes;
  private boolean continued;
  private boolean responded;
  private boolean requestDone;
  private boolean responseDone;

  Http1ServerStream(
      Http1ServerConnection connection,
      NettyRequestHead request,
      HttpVersion version,
      Persistence persistence) {
    this.connection = connection;
    this.request = request;
    this.version = version;
    this.closes = persistence == Persistence.CLOSE;
  }

  /** What the client said of the connection. */
  enum Persistence {
    KEEP_ALIVE,
    CLOSE
  }

  void handledBy(RequestHandler requestHandler) {
    handler = requestHandler;
  }

  boolean requestDone() {
    return requestDone;
  }

  boolean responseDone() {
    return responseDone;
  }

  boolean closes() {
    return closes;
  }

  boolean endsByClose() {
    return body == ResponseWriter.Body.UNTIL_CLOSE;
  }

  void onData(ByteBuf part) {
    if (responseDone || handler == null) {
      connection.onDiscarded(part.readableBytes());
      part.release();
    } else {
      handler.onRequestData(part);
    }
  }

  void onRequestEnd(HeadView trailers) {
    requestDone = true;
    if (!responseDone && handler != null) {
      handler.onRequestEnd(trailers);
    }
  }

  void onWritable() {
    if (!responseDone && handler != null) {
      handler.onWritable();
    }
  }

  void onCut(Failure failure, String detail) {
    if (!responseDone && handler != null) {
      handler.onRequestCut(failure, detail);
    }
  }

  @Override
  public NettyRequestHead request() {
    return request;
  }

  @Override
  public DownstreamConnection connection() {
    return connection.facts();
  }

  @Override
  public EventLoop eventLoop() {
    return connection.channel().eventLoop();
  }

  @Override
  public void pauseRequest() {
    if (!responseDone) {
      connection.pauseReading();
    }
  }

  @Override
  public void resumeRequest() {
    if (!responseDone) {
      connection.resumeReading();
    }
  }

  @Override
  public void informational(ResponseHead head, HeadEdits edits) {
    if (responded || responseDone || !HttpVersion.HTTP_1_1.equals(version)) {
      return;
    }
    continued |= head.status() == 100;
    connection.write(ResponseWriter.head(head, edits, ResponseWriter.Body.NONE));
    connection.write(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  @Override
  public void respond(ResponseHead head, HeadEdits edits) {
    if (responded || responseDone) {
      return;
    }
    responded = true;
    body = ResponseWriter.bodyOf(head, request.method(), version);
    // A client that still waits for "continue" may never send its body: what comes next is unclear.
    closes |= endsByClose() || (!requestDone && !continued && request.header("expect") != null);
    HttpResponse response = ResponseWriter.head(head, edits, body);
    HttpHeaders headers = response.headers();
    if (closes) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (HttpVersion.HTTP_1_0.equals(version)) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    if (isTunnel()) {
      Upgrade.announce(headers, request.upgrade());
    }
    connection.write(response);
    if (isTunnel()) {
      requestDone = false;
      connection.onSwitched();
    }
  }

  boolean isTunnel() {
    return body == ResponseWriter.Body.TUNNEL;
  }

  @Override
  public void write(ByteBuf part) {
    if (responseDone || body == ResponseWriter.Body.NONE || !part.isReadable()) {
      part.release();
    } else if (isTunnel()) {
      connection.write(part);
    } else {
      connection.write(new DefaultHttpContent(part));
    }
  }

  @Override
  public void finish(HeadView trailers) {
    if (responseDone) {
      return;
    }
    responseDone = true;
    if (isTunnel()) {
      connection.onTunnelEnd();
      return;
    }
    connection.write(end(trailers));
    connection.onResponseDone(this);
  }

  private LastHttpContent end(HeadView trailers) {
    if (body != ResponseWriter.Body.CHUNKED || trailers.equals(HeadView.EMPTY)) {
      return LastHttpContent.EMPTY_LAST_CONTENT;
    }
    return new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, HeaderTarget.trailers(trailers));
  }

  @Override
  public void announceClose() {
    closes = true;
  }

  @Override
  public void cut() {
    if (!responseDone) {
      responseDone = true;
      connection.cut(this);
    }
  }

  @Override
  public boolean isWritable() {
    return connection.channel().isWritable();
  }
}
