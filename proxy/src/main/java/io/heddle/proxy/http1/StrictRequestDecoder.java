package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.memory.Collector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder behind a stricter reading of heads: it sees a head only when all of it has come
 * and is valid, and never while the exchange before it goes on.
 */
final class StrictRequestDecoder extends HttpRequestDecoder implements Collector {
  private final HeadScanner scanner;
  private final Http1ServerConnection connection;
  private boolean inHead = true;
  private boolean failed;

  StrictRequestDecoder(HeadLimits limits, Http1ServerConnection connection) {
    super(Decoders.config(limits));
    this.scanner = new HeadScanner(limits, new RequestLine());
    this.connection = connection;
    scanner.reset();
  }

  @Override
  public int collectedBytes() {
    return actualReadableBytes();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (failed || connection.isClosing()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (inHead && !headIsWhole(in, out)) {
      return;
    }
    super.decode(ctx, in, out);
    if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
      inHead = true;
      scanner.reset();
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
    if (!scanner.hasBegun()) {
      connection.onHeadBegun();
    }
    switch (scanner.scan(in)) {
      case INCOMPLETE -> {
        if (connection.mustNotWaitForHead()) {
          refuse(Failure.OVER_MEMORY, "too many bytes are held", in, out);
        }
        return false;
      }
      case INVALID -> {
        refuse(scanner.failure(), scanner.detail(), in, out);
        return false;
      }
      case COMPLETE -> inHead = false;
    }
    return true;
  }

  private void refuse(Failure failure, String detail, ByteBuf in, List<Object> out) {
    failed = true;
    in.skipBytes(in.readableBytes());
    out.add(new InvalidHead(failure, detail));
  }

  /** Two framings in one head are two readings of it: refused, not repaired. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both transfer-encoding and content-length");
  }
}
