package io.heddle.proxy.listener;

import io.heddle.proxy.memory.LoopMemory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;

/**
 * Keeps what comes from a connection before it is known who serves it. Reading is stopped by then,
 * but epoll reads what is left when the other side ends its output.
 */
final class EarlyReads extends ChannelInboundHandlerAdapter {
  private final OutboundConnection connection;
  private final LoopMemory memory;
  private final ArrayDeque<ByteBuf> messages = new ArrayDeque<>(2);
  private final ArrayDeque<Object> events = new ArrayDeque<>(2);

  EarlyReads(OutboundConnection connection, LoopMemory memory) {
    this.connection = connection;
    this.memory = memory;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connection.onAccepted(this);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf part = (ByteBuf) message;
    memory.add(part.readableBytes());
    messages.add(part);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    events.add(event);
  }

  /** Lets what was kept go on to the handlers that were added since, and is gone. */
  void release(ChannelHandlerContext ctx) {
    while (!messages.isEmpty()) {
      ctx.fireChannelRead(take());
    }
    ctx.fireChannelReadComplete();
    while (!events.isEmpty()) {
      ctx.fireUserEventTriggered(events.poll());
    }
    ctx.pipeline().remove(this);
  }

  private ByteBuf take() {
    ByteBuf part = messages.remove();
    memory.remove(part.readableBytes());
    return part;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    while (!messages.isEmpty()) {
      take().release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
