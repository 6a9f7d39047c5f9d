package io.heddle.proxy.http1;

import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.ResponseHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One exchange on a connection to an upstream. */
final class Http1ClientStream implements ClientStream {
  private final Http1ClientConnection connection;
  private final String method;
  private BodyFraming framing;

  private @Nullable ResponseHandler handler;
  private boolean requestDone;
  private boolean ended;

  Http1ClientStream(
      Http1ClientConnection connection,
      String method,
      BodyFraming framing,
      ResponseHandler handler) {
    this.connection = connection;
    this.method = method;
    this.framing = framing;
    this.handler = handler;
  }

  /** How the request's body is framed. */
  enum BodyFraming {
    NONE,
    LENGTH,
    CHUNKED,
    /** The connection has changed its protocol: bytes as they come, up to its end. */
    TUNNEL
  }

  /** From now on bytes of another protocol go both ways. */
  void switched() {
    framing = BodyFraming.TUNNEL;
    requestDone = false;
  }

  boolean isTunnel() {
    return framing == BodyFraming.TUNNEL;
  }

  String method() {
    return method;
  }

  boolean requestDone() {
    return requestDone;
  }

  /** Null once nobody is interested. */
  @Nullable ResponseHandler handler() {
    return handler;
  }

  void end() {
    ended = true;
    handler = null;
  }

  @Override
  public void write(ByteBuf part) {
    if (ended || requestDone || framing == BodyFraming.NONE || !part.isReadable()) {
      part.release();
    } else if (isTunnel()) {
      connection.write(part);
    } else {
      connection.write(new DefaultHttpContent(part));
    }
  }

  @Override
  public void finish(HeadView trailers) {
    if (ended || requestDone) {
      return;
    }
    requestDone = true;
    if (isTunnel()) {
      connection.endOutput();
      return;
    }
    connection.write(
        framing != BodyFraming.CHUNKED || trailers.equals(HeadView.EMPTY)
            ? LastHttpContent.EMPTY_LAST_CONTENT
            : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, HeaderTarget.trailers(trailers)));
  }

  @Override
  public void pauseResponse() {
    if (!ended) {
      connection.channel().config().setAutoRead(false);
    }
  }

  @Override
  public void resumeResponse() {
    if (!ended) {
      connection.channel().config().setAutoRead(true);
    }
  }

  @Override
  public void cancel() {
    if (!ended) {
      handler = null;
      connection.onCancelled(this);
    }
  }

  @Override
  public boolean isWritable() {
    return connection.channel().isWritable();
  }
}
