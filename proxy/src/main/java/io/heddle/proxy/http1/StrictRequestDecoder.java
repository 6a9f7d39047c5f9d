package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.HeadLimits;
import io.heddle.proxy.memory.Collector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;

/**
 * Netty's decoder behind a stricter reading: it sees a head only when all of it has come and is
 * valid, chunks only when they are, and never while the exchange before it goes on.
 */
final class StrictRequestDecoder extends HttpRequestDecoder implements Collector {
  private final StrictMessage message;
  private final Http1ServerConnection connection;

  StrictRequestDecoder(HeadLimits limits, Http1ServerConnection connection) {
    super(Decoders.config(limits));
    this.message = new StrictMessage(limits, new RequestLine());
    this.connection = connection;
  }

  @Override
  public int collectedBytes() {
    return actualReadableBytes();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (message.hasFailed() || connection.isClosing()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (message.isNext() && !headIsWhole(in, out)) {
      return;
    }
    if (message.isSound(in, out)) {
      int before = in.readerIndex();
      super.decode(ctx, in, out);
      message.decoded(in.readerIndex() - before, out);
    }
  }

  private boolean headIsWhole(ByteBuf in, List<Object> out) {
    if (!in.isReadable()) {
      return false;
    }
    if (connection.isBusy()) {
      connection.onPipelined();
      return false;
    }
    if (!message.hasBegun()) {
      connection.onHeadBegun();
    }
    if (message.isWhole(in, out)) {
      return true;
    }
    if (!message.hasFailed() && connection.mustNotWaitForHead()) {
      message.refuse(Failure.OVER_MEMORY, "too many bytes are held", in, out);
    }
    return false;
  }

  /** Two framings in one head are two readings of it: refused, not repaired. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage both) {
    throw new IllegalArgumentException("both transfer-encoding and content-length");
  }
}
