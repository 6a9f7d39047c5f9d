package io.heddle.proxy.cluster;

import io.heddle.proxy.memory.ChannelMemory;
import io.heddle.proxy.memory.LoopMemory;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** Sets up a channel that is about to connect. */
final class ConnectInitializer extends ChannelInitializer<Channel> {
  private final ConnectAttempt attempt;
  private final Optional<SslHandler> security;
  private final LoopMemory memory;

  ConnectInitializer(ConnectAttempt attempt, Optional<SslHandler> security, LoopMemory memory) {
    this.attempt = attempt;
    this.security = security;
    this.memory = memory;
  }

  @Override
  protected void initChannel(Channel channel) {
    security.ifPresentOrElse(
        handler -> channel.pipeline().addLast(ChannelMemory.ofTls(memory), handler),
        () -> channel.pipeline().addLast(ChannelMemory.ofPlaintext(memory)));
    channel
        .pipeline()
        .addLast(
            attempt.handler(
                security.isPresent()
                    ? ConnectAttempt.Ready.AFTER_HANDSHAKE
                    : ConnectAttempt.Ready.WHEN_CONNECTED));
  }
}
