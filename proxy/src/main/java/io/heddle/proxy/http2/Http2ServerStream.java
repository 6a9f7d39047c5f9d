package io.heddle.proxy.http2;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHandler;
import io.heddle.proxy.http.ResponseHead;
import io.heddle.proxy.http.ServerStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** One exchange of an HTTP/2 connection. */
final class Http2ServerStream extends Deadlines.Deadline implements ServerStream {
  /** Says to another sidecar that not the application ended the exchange. */
  static final Http2Error BROKEN = Http2Error.CONNECT_ERROR;

  private final Http2ServerConnection connection;
  private final Http2Stream stream;
  private final Http2RequestHead request;

  private @Nullable RequestHandler handler;
  private int unread;
  private boolean paused;
  private boolean requestDone;
  private @Nullable Http2Headers unsentHead;
  private boolean responded;
  private boolean responseDone;

  Http2ServerStream(
      Http2ServerConnection connection, Http2Stream stream, Http2RequestHead request) {
    this.connection = connection;
    this.stream = stream;
    this.request = request;
  }

  void handledBy(RequestHandler requestHandler) {
    handler = requestHandler;
  }

  int id() {
    return stream.id();
  }

  boolean requestDone() {
    return requestDone;
  }

  /**
   * A part of the body; the peer may send as much again once it was taken.
   *
   * @param flowBytes what it costs of the window: padding too
   */
  void onData(ByteBuf part, int flowBytes) {
    touch();
    unread += flowBytes;
    if (responseDone || handler == null) {
      part.release();
    } else {
      handler.onRequestData(part);
    }
    if (!paused) {
      giveCredit();
    }
  }

  private void giveCredit() {
    int bytes = unread;
    unread = 0;
    if (bytes > 0) {
      connection.consume(stream, bytes);
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

  /** The stream is over; where the exchange is not, it was cut. */
  void onClosed() {
    if (!responseDone && handler != null) {
      handler.onRequestCut(Failure.DOWNSTREAM_CUT, "client reset the stream or is gone");
    }
    responseDone = true;
    unsentHead = null;
  }

  void moveOn() {
    if (!responseDone && handler != null) {
      handler.onMoveOn();
    }
  }

  private void touch() {
    connection.touch(this);
  }

  @Override
  protected void onExpired() {
    if (responseDone || handler == null) {
      return;
    }
    handler.onRequestCut(
        requestDone ? Failure.RESPONSE_TIMEOUT : Failure.REQUEST_TIMEOUT,
        "stream idle for " + connection.limits().times().streamIdle());
  }

  @Override
  public Http2RequestHead request() {
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
    paused = true;
  }

  @Override
  public void resumeRequest() {
    paused = false;
    giveCredit();
  }

  @Override
  public void informational(ResponseHead head, HeadEdits edits) {
    if (!responded && !responseDone) {
      var _ =
          connection.writeHead(
              stream, FieldTarget.response(head, edits), Http2ServerConnection.End.NO);
    }
  }

  @Override
  public void respond(ResponseHead head, HeadEdits edits) {
    if (!responded && !responseDone) {
      responded = true;
      touch();
      unsentHead = FieldTarget.response(head, edits);
      connection.headWaits(this);
    }
  }

  /** What follows at once goes with the head: one that is all of a response is one frame. */
  void sendHead() {
    Http2Headers head = unsentHead;
    if (head != null) {
      unsentHead = null;
      var _ = connection.writeHead(stream, head, Http2ServerConnection.End.NO);
    }
  }

  @Override
  public void write(ByteBuf part) {
    if (responseDone || !part.isReadable()) {
      part.release();
    } else {
      touch();
      sendHead();
      var _ = connection.writeData(stream, part, Http2ServerConnection.End.NO);
    }
  }

  @Override
  public void finish(HeadView trailers) {
    if (responseDone) {
      return;
    }
    responseDone = true;
    Http2Headers head = unsentHead;
    Http2Headers last = FieldTarget.trailers(trailers);
    if (head != null && last.isEmpty()) {
      unsentHead = null;
      connection.finish(this, stream, head);
    } else {
      sendHead();
      connection.finish(this, stream, last);
    }
  }

  @Override
  public void announceClose() {
    connection.announceClose();
  }

  @Override
  public void cut() {
    reset((connection.facts().isMesh() ? BROKEN : Http2Error.INTERNAL_ERROR).code());
  }

  /** What of the response has come goes first. */
  @Override
  public void reset(long code) {
    if (!responseDone) {
      sendHead();
      responseDone = true;
      connection.reset(stream, code);
    }
  }

  @Override
  public boolean isWritable() {
    return connection.isWritable(stream);
  }
}
