package io.heddle.proxy.lifecycle;

import io.heddle.proxy.xds.NettyTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Passes when a port accepts a connection. */
final class TcpProbe implements Probe {
  private static final ChannelHandler NOTHING =
      new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {}
      };

  private final NettyTransport transport;
  private final Bootstrap bootstrap;

  TcpProbe(NettyTransport transport, InetSocketAddress address, Duration timeout) {
    this.transport = transport;
    this.bootstrap =
        new Bootstrap()
            .group(transport.loop())
            .channel(transport.channelType())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
            .handler(NOTHING)
            .remoteAddress(address);
  }

  @Override
  public void check(Consumer<ProbeOutcome> outcome) {
    OneOutcome one = new OneOutcome(transport.loop(), outcome);
    ChannelFuture connected = bootstrap.connect();
    connected.addListener(done -> {
      if (done.isSuccess()) {
        one.give(connected.channel(), new ProbeOutcome.Passed());
      } else {
        one.give(connected.channel(), done.cause());
      }
    });
  }
}
