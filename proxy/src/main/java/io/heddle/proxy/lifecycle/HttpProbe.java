package io.heddle.proxy.lifecycle;

import io.heddle.proxy.xds.NettyTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpClientCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes when a GET is answered with 2xx or 3xx. */
final class HttpProbe implements Probe {
  private final NettyTransport transport;
  private final Bootstrap bootstrap;
  private final InetSocketAddress address;
  private final String path;
  private final Duration timeout;

  HttpProbe(NettyTransport transport, InetSocketAddress address, String path, Duration timeout) {
    this.transport = transport;
    this.address = address;
    this.path = path;
    this.timeout = timeout;
    this.bootstrap =
        new Bootstrap()
            .group(transport.loop())
            .channel(transport.channelType())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
            .remoteAddress(address);
  }

  @Override
  public void check(Consumer<ProbeOutcome> outcome) {
    OneOutcome one = new OneOutcome(transport.loop(), outcome);
    ChannelFuture connected =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpProbeHandler(path, address.getPort(), one));
                  }
                })
            .connect();
    Channel channel = connected.channel();
    var late =
        transport
            .loop()
            .schedule(
                () -> one.give(channel, new ProbeOutcome.Failed("no response within " + timeout)),
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
    channel.closeFuture().addListener(_ -> late.cancel(false));
    connected.addListener(done -> {
      if (!done.isSuccess()) {
        one.give(channel, done.cause());
      }
    });
  }
}
