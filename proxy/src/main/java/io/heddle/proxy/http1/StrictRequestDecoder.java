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
 * Netty's decoder behind a stricter reading of heads: it sees a head only when all of it has come
 * and is valid, and never while the exchange before it goes on.
 */
final class StrictRequestDecoder extends HttpRequestDecoder implements Collector {
  private final StrictHead head;
  private final Http1ServerConnection connection;

  StrictRequestDecoder(HeadLimits limits, Http1ServerConnection connection) {
    super(Decoders.config(limits));
    this.head = new StrictHead(limits, new RequestLine());
    this.connection = connection;
  }

  @Override
  public int collectedBytes() {
    return actualReadableBytes();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (head.hasFailed() || connection.isClosing()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (head.isNext() && !headIsWhole(in, out)) {
      return;
    }
    super.decode(ctx, in, out);
    head.decoded(out);
  }

  private boolean headIsWhole(ByteBuf in, List<Object> out) {
    if (!in.isReadable()) {
      return false;
    }
    if (connection.isBusy()) {
      connection.onPipelined();
      return false;
    }
    if (!head.hasBegun()) {
      connection.onHeadBegun();
    }
    if (head.isWhole(in, out)) {
      return true;
    }
    if (!head.hasFailed() && connection.mustNotWaitForHead()) {
      head.refuse(Failure.OVER_MEMORY, "too many bytes are held", in, out);
    }
    return false;
  }

  /** Two framings in one head are two readings of it: refused, not repaired. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both transfer-encoding and content-length");
  }
}
