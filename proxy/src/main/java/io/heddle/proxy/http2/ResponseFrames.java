package io.heddle.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** Tells a client's connection of frames and streams. */
final class ResponseFrames extends Http2EventAdapter implements Http2RemoteFlowController.Listener {
  private @Nullable Http2ClientConnection connection;

  void belongTo(Http2ClientConnection owner) {
    connection = owner;
  }

  private Http2ClientConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("frames: of no connection (expected: one)");
    }
    return connection;
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
    Http2ClientStream stream = connection().of(streamId);
    if (stream == null) {
      return;
    }
    try {
      stream.onHead(headers, endOfStream, connection().limits().maxFields());
    } catch (MalformedException e) {
      connection().onMalformed(streamId, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
    int bytes = data.readableBytes() + padding;
    Http2ClientStream stream = connection().of(streamId);
    if (stream == null) {
      return bytes;
    }
    if (stream.isAwaited()) {
      connection().onMalformed(streamId, "a body before its head");
      return bytes;
    }
    stream.onData(data.retain(), bytes, endOfStream);
    return 0;
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) {
    connection().onReset(streamId, errorCode);
  }

  @Override
  public void onGoAwayReceived(int lastStreamId, long errorCode, ByteBuf debugData) {
    connection().onGoAway(lastStreamId);
  }

  @Override
  public void onStreamClosed(Http2Stream stream) {
    connection().onStreamClosed(stream.id());
  }

  @Override
  public void writabilityChanged(Http2Stream stream) {
    Http2ClientStream exchange = connection().of(stream.id());
    if (exchange != null && exchange.isWritable()) {
      exchange.onWritable();
    }
  }
}
