package io.heddle.proxy.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.heddle.proxy.http.Deadlines;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.List;

/**
 * Finds out by a plaintext connection's first bytes whether it speaks HTTP/2 with prior knowledge
 * (RFC 9113 section 3.3): no request of HTTP/1 begins so. The first byte that differs decides.
 */
final class ByPreface extends ByteToMessageDecoder {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private final Channel channel;
  private final Runnable http1;
  private final Runnable http2;
  private final Deadlines deadlines;
  private final Duration limit;
  private final Timer timer = new Timer();

  /**
   * @param http1 adds the handlers of HTTP/1 to the pipeline, as {@code http2} those of HTTP/2
   * @param limit from now to the last byte that it takes to tell
   */
  ByPreface(Channel channel, Runnable http1, Runnable http2, Deadlines deadlines, Duration limit) {
    this.channel = channel;
    this.http1 = http1;
    this.http2 = http2;
    this.deadlines = deadlines;
    this.limit = limit;
  }

  private final class Timer extends Deadlines.Deadline {
    @Override
    protected void onExpired() {
      var _ = channel.close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    timer.expireAt(deadlines.now() + limit.toNanos());
    deadlines.add(timer);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    int length = Math.min(in.readableBytes(), PREFACE.length);
    for (int i = 0; i < length; i++) {
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        go(ctx, http1);
        return;
      }
    }
    if (length == PREFACE.length) {
      go(ctx, http2);
    }
  }

  /** The handlers get every byte, from the first. */
  private void go(ChannelHandlerContext ctx, Runnable protocol) {
    protocol.run();
    ctx.pipeline().remove(this);
  }

  /**
   * Where half a connection may be open, its end is an event; nobody is left who would say more.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      var _ = ctx.close();
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    deadlines.remove(timer);
  }
}
