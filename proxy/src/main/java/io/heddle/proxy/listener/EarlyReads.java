package io.heddle.proxy.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Keeps what comes from a connection before it is known who serves it. Reading is stopped by then,
 * but epoll reads what is left when the other side ends its output.
 */
final class EarlyReads extends ChannelInboundHandlerAdapter {
  private final OutboundConnection connection;
  private final ArrayDeque<Object> messages = new ArrayDeque<>(2);
  private final ArrayDeque<Object> events = new ArrayDeque<>(2);

  EarlyReads(OutboundConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connection.onAccepted(this);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    messages.add(message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    events.add(event);
  }

  /** Lets what was kept go on to the handlers that were added since, and is gone. */
  void release(ChannelHandlerContext ctx) {
    while (!messages.isEmpty()) {
      ctx.fireChannelRead(messages.poll());
    }
    ctx.fireChannelReadComplete();
    while (!events.isEmpty()) {
      ctx.fireUserEventTriggered(events.poll());
    }
    ctx.pipeline().remove(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    messages.forEach(ReferenceCountUtil::release);
    messages.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
