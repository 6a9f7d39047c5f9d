package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom handshakes trust that are under way while the roots change. */
final class TlsContextsTest {
  private static final Transport.MutualTls ANYBODY =
      new Transport.MutualTls(
          List.of("heddle-http/1.1"), new PeerMatch(List.of(), List.of("spiffe://cluster.local/")));

  private final TestIdentities identities = new TestIdentities();
  private final TestIdentities next = new TestIdentities();
  private final TlsContexts old = contexts();
  private final TlsContexts moved = contexts();

  @Test
  void aServersHandshakeThatBeganBeforeTrustsTheRootsOfItsEnd() {
    old.use(Optional.of(identities.of("catalog")));
    moved.use(Optional.of(next.trusting(identities, "web")));
    SslContext began = old.serverContext(ANYBODY).orElseThrow();

    old.use(Optional.of(identities.trusting(next, "catalog")));

    assertThat(handshake(moved.clientContext(ANYBODY).orElseThrow(), began)).isTrue();
  }

  @Test
  void aClientsHandshakeThatBeganBeforeTrustsTheRootsOfItsEnd() {
    old.use(Optional.of(identities.of("web")));
    moved.use(Optional.of(next.trusting(identities, "catalog")));
    SslContext began = old.clientContext(ANYBODY).orElseThrow();

    old.use(Optional.of(identities.trusting(next, "web")));

    assertThat(handshake(began, moved.serverContext(ANYBODY).orElseThrow())).isTrue();
  }

  @Test
  void aRootThatIsNotTrustedIsNot() {
    old.use(Optional.of(identities.of("web")));
    moved.use(Optional.of(next.trusting(identities, "catalog")));

    assertThat(
            handshake(
                old.clientContext(ANYBODY).orElseThrow(),
                moved.serverContext(ANYBODY).orElseThrow()))
        .isFalse();
  }

  /** Whether both ends have accepted each other. */
  private static boolean handshake(SslContext clientContext, SslContext serverContext) {
    EmbeddedChannel server = new EmbeddedChannel();
    EmbeddedChannel client = new EmbeddedChannel();
    SslHandler serverHandler = serverContext.newHandler(server.alloc());
    SslHandler clientHandler = clientContext.newHandler(client.alloc());
    server.pipeline().addLast(serverHandler, new Closing());
    client.pipeline().addLast(clientHandler, new Closing());
    while (pass(client, server) || pass(server, client)) {
      server.runPendingTasks();
      client.runPendingTasks();
    }
    return clientHandler.handshakeFuture().isSuccess()
        && serverHandler.handshakeFuture().isSuccess();
  }

  private static boolean pass(EmbeddedChannel from, EmbeddedChannel to) {
    boolean passed = false;
    for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      if (to.isOpen()) {
        to.writeInbound(bytes);
      } else {
        bytes.release();
      }
      passed = true;
    }
    return passed;
  }

  /** What fails is seen at the handshake's future. */
  private static final class Closing extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      var _ = ctx.close();
    }
  }

  private static TlsContexts contexts() {
    return new TlsContexts(InstantSource.system());
  }
}
