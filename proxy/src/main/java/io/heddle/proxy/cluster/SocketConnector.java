package io.heddle.proxy.cluster;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.memory.ChannelMemory;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** Opens connections of the operating system. */
public final class SocketConnector implements Connector {
  private final LoopResources loop;
  private final Class<? extends SocketChannel> channelType;
  private final ClientTls tls;
  private final Duration handshake;

  public SocketConnector(
      LoopResources loop,
      Class<? extends SocketChannel> channelType,
      ClientTls tls,
      Duration handshake) {
    this.loop = loop;
    this.channelType = channelType;
    this.tls = tls;
    this.handshake = handshake;
  }

  @Override
  public ConnectAttempt connect(
      Endpoint endpoint, Transport transport, Duration timeout, ConnectListener listener) {
    ConnectAttempt attempt = new ConnectAttempt(listener, loop.eventLoop());
    byte[] address = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
    if (address == null) {
      attempt.failLater("host: " + endpoint.host() + " (expected: an IP address)");
      return attempt;
    }
    Optional<SslHandler> security = Optional.empty();
    if (transport instanceof Transport.MutualTls mutual) {
      Optional<SslContext> context = tls.clientContext(mutual);
      if (context.isEmpty()) {
        attempt.failLater("no identity yet (expected: a certificate)");
        return attempt;
      }
      security = Optional.of(handler(context.get()));
      attempt.expectProtocols(mutual.applicationProtocols());
    }
    start(attempt, socketAddress(address, endpoint.port()), timeout, security);
    return attempt;
  }

  private SslHandler handler(SslContext context) {
    SslHandler handler = context.newHandler(ByteBufAllocator.DEFAULT);
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
    return handler;
  }

  private void start(
      ConnectAttempt attempt,
      InetSocketAddress address,
      Duration timeout,
      Optional<SslHandler> security) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.eventLoop())
            .channel(channelType)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, ChannelMemory.AMPLE)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()))
            .handler(new ConnectInitializer(attempt, security, loop.memory()));
    ChannelFuture connecting = bootstrap.connect(address);
    Channel channel = connecting.channel();
    attempt.startedOn(channel);
    connecting.addListener(done -> {
      if (!done.isSuccess()) {
        attempt.fail(String.valueOf(done.cause().getMessage()));
      }
    });
  }

  private static InetSocketAddress socketAddress(byte[] address, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("address of " + address.length + " bytes", e);
    }
  }
}
