package io.heddle.proxy.http1;

import io.heddle.proxy.http.head.HeadLimits;
import io.heddle.proxy.memory.Collector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.List;

/** The counterpart of {@link StrictRequestDecoder} for what an upstream answers. */
final class StrictResponseDecoder extends HttpResponseDecoder implements Collector {
  private final StrictMessage message;
  private final Http1ClientConnection connection;

  StrictResponseDecoder(HeadLimits limits, Http1ClientConnection connection) {
    super(Decoders.config(limits));
    this.message = new StrictMessage(limits, new StatusLine());
    this.connection = connection;
  }

  @Override
  public int collectedBytes() {
    return actualReadableBytes();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (message.hasFailed() || !connection.isBusy()) {
      if (in.isReadable()) {
        in.skipBytes(in.readableBytes());
        connection.onUnexpectedBytes();
      }
      return;
    }
    if (message.isNext() && !(in.isReadable() && message.isWhole(in, out))) {
      return;
    }
    if (message.isSound(in, out)) {
      int before = in.readerIndex();
      super.decode(ctx, in, out);
      message.decoded(in.readerIndex() - before, out);
    }
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage response) {
    return connection.isAnsweringHead() || super.isContentAlwaysEmpty(response);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage both) {
    throw new IllegalArgumentException("both transfer-encoding and content-length");
  }
}
