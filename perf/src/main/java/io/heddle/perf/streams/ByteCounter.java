package io.heddle.perf.streams;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Counts what a socket takes and gives, for the loops that drive it. */
final class ByteCounter extends ChannelDuplexHandler {
  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    FleetLoops.of(ctx.channel()).opened(ctx.channel());
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    FleetLoops.of(ctx.channel()).closed(ctx.channel());
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      FleetLoops.of(ctx.channel()).received(bytes.readableBytes());
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      FleetLoops.of(ctx.channel()).sent(bytes.readableBytes());
    }
    var _ = ctx.write(message, promise);
  }
}
