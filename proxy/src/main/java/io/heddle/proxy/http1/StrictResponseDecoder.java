package io.heddle.proxy.http1;

import io.heddle.proxy.memory.Collector;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** The counterpart of {@link StrictRequestDecoder} for what an upstream answers. */
final class StrictResponseDecoder extends HttpResponseDecoder implements Collector {
  private final HeadScanner scanner;
  private final Http1ClientConnection connection;
  private boolean inHead = true;
  private boolean failed;

  StrictResponseDecoder(HeadLimits limits, Http1ClientConnection connection) {
    super(Decoders.config(limits));
    this.scanner = new HeadScanner(limits, new StatusLine());
    this.connection = connection;
    scanner.reset();
  }

  @Override
  public int collectedBytes() {
    return actualReadableBytes();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (failed || !connection.isBusy()) {
      if (in.isReadable()) {
        in.skipBytes(in.readableBytes());
        connection.onUnexpectedBytes();
      }
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
    switch (scanner.scan(in)) {
      case INCOMPLETE -> {
        return false;
      }
      case INVALID -> {
        failed = true;
        in.skipBytes(in.readableBytes());
        out.add(new InvalidHead(scanner.failure(), scanner.detail()));
        return false;
      }
      case COMPLETE -> inHead = false;
    }
    return true;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return connection.isAnsweringHead() || super.isContentAlwaysEmpty(message);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both transfer-encoding and content-length");
  }
}
