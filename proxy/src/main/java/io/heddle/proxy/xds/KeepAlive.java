package io.heddle.proxy.xds;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends PING frames and closes the connection when nothing comes back: a peer that is gone. */
final class KeepAlive extends ChannelDuplexHandler {
  private final Duration interval;
  private final Duration timeout;
  private @Nullable Future<?> next;

  KeepAlive(Times times) {
    this.interval = times.interval();
    this.timeout = times.timeout();
  }

  /**
   * When to ask.
   *
   * @param interval without any frame of the peer's
   * @param timeout of the answer
   */
  record Times(Duration interval, Duration timeout) {
    static final Times OFTEN = new Times(Duration.ofSeconds(10), Duration.ofSeconds(5));

    /** gRPC's servers end a connection that is asked more often than every 5 minutes. */
    static final Times SELDOM = new Times(Duration.ofSeconds(330), Duration.ofSeconds(20));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    pingLater(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    cancel();
  }

  /** Any frame of the connection, an acknowledged PING among them, shows that the peer lives. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    pingLater(ctx);
    ctx.fireChannelRead(message);
  }

  private void pingLater(ChannelHandlerContext ctx) {
    cancel();
    next = ctx.executor().schedule(() -> ping(ctx), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void ping(ChannelHandlerContext ctx) {
    var _ = ctx.writeAndFlush(new DefaultHttp2PingFrame(System.identityHashCode(this)));
    next = ctx.executor().schedule(() -> closeDead(ctx), timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void closeDead(ChannelHandlerContext ctx) {
    var _ = ctx.close();
  }

  private void cancel() {
    if (next != null) {
      next.cancel(false);
    }
  }
}
