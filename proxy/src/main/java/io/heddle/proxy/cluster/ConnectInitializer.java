package io.heddle.proxy.cluster;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** Sets up a channel that is about to connect. */
final class ConnectInitializer extends ChannelInitializer<Channel> {
  private final ConnectAttempt attempt;
  private final Optional<SslHandler> security;

  ConnectInitializer(ConnectAttempt attempt, Optional<SslHandler> security) {
    this.attempt = attempt;
    this.security = security;
  }

  @Override
  protected void initChannel(Channel channel) {
    security.ifPresent(handler -> channel.pipeline().addLast(handler));
    channel
        .pipeline()
        .addLast(
            attempt.handler(
                security.isPresent()
                    ? ConnectAttempt.Ready.AFTER_HANDSHAKE
                    : ConnectAttempt.Ready.WHEN_CONNECTED));
  }
}
