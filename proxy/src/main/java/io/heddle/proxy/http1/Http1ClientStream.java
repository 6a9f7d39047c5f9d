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
  private final BodyFraming framing;

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
    CHUNKED
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
