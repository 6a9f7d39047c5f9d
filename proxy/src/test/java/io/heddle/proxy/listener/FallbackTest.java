package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What drives sockets and TLS. The build runs this and other tests twice: as they are, and with
 * Netty told to load no native code.
 */
final class FallbackTest {
  private static final boolean NATIVE = !Boolean.getBoolean("io.netty.transport.noNative");

  private final Transports transports = Transports.create(1);

  @AfterEach
  void close() {
    transports.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void socketsAreDrivenByEpollAndElseByNio() {
    assertThat(transports.server())
        .isEqualTo(NATIVE ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    assertThat(transports.client())
        .isEqualTo(NATIVE ? EpollSocketChannel.class : NioSocketChannel.class);
  }

  @Test
  void tlsIsBoringSslAndElseTheJdk() {
    assertThat(TlsContexts.PROVIDER).isEqualTo(NATIVE ? SslProvider.OPENSSL : SslProvider.JDK);
  }
}
