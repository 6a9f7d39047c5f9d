package io.heddle.proxy.http2;

import io.heddle.proxy.http.HeadView;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** Tells a server's connection of frames and streams. */
final class RequestFrames extends Http2EventAdapter implements Http2RemoteFlowController.Listener {
  private @Nullable Http2ServerConnection connection;

  void belongTo(Http2ServerConnection owner) {
    connection = owner;
  }

  private Http2ServerConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("frames: of no connection (expected: one)");
    }
    return connection;
  }

  private @Nullable Http2Stream stream(int id) {
    return connection().connection().stream(id);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int streamId,
      Http2Headers headers,
      int streamDependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean endOfStream) {
    onHeadersRead(ctx, streamId, headers, padding, endOfStream);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int streamId,
      Http2Headers headers,
      int padding,
      boolean endOfStream) {
    Http2Stream stream = stream(streamId);
    if (stream == null) {
      return;
    }
    Http2ServerStream exchange = connection().of(stream);
    if (exchange != null) {
      onTrailers(stream, exchange, headers);
      return;
    }
    connection()
        .onRequest(
            stream,
            headers,
            endOfStream
                ? Http2RequestHead.Extent.HEAD_ALONE
                : Http2RequestHead.Extent.HEAD_AND_BODY);
    Http2ServerStream begun = connection().of(stream);
    if (endOfStream && begun != null) {
      begun.onRequestEnd(HeadView.EMPTY);
    }
  }

  private void onTrailers(Http2Stream stream, Http2ServerStream exchange, Http2Headers trailers) {
    try {
      FieldRules.check(trailers, FieldRules.Pseudo.NONE, connection().limits().maxFields());
      exchange.onRequestEnd(new Http2Head(trailers));
    } catch (MalformedException e) {
      connection().reset(stream, Http2Error.PROTOCOL_ERROR);
    }
  }

  /** How much was taken is said later, when somebody has. */
  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
    int bytes = data.readableBytes() + padding;
    Http2Stream stream = stream(streamId);
    Http2ServerStream exchange = stream == null ? null : connection().of(stream);
    if (exchange == null) {
      return bytes;
    }
    exchange.onData(data.retain(), bytes);
    if (endOfStream) {
      exchange.onRequestEnd(HeadView.EMPTY);
    }
    return 0;
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long data) {
    connection().onPingAnswered(data);
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    connection().onStreamClosed(stream);
  }

  @Override
  public void writabilityChanged(Http2Stream stream) {
    Http2ServerStream exchange = connection().of(stream);
    if (exchange != null && connection().isWritable(stream)) {
      exchange.onWritable();
    }
  }
}
