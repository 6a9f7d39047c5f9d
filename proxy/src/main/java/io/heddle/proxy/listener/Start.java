package io.heddle.proxy.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Begins to serve a connection once its channel is fully set up. */
final class Start extends ChannelInboundHandlerAdapter {
  private final OutboundConnection connection;

  Start(OutboundConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.pipeline().remove(this);
    connection.onAccepted();
  }
}
