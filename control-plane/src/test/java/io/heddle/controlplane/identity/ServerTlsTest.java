package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.PeerCheck;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.SpiffeTrustManager;
import io.heddle.controlplane.rotation.RotationPhase;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ServerTlsTest {
  private static final SpiffeId WEB = SpiffeId.of("mesh.test", "shop", "web");
  private final HandMovedClock clock = new HandMovedClock();
  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create("mesh.test", Duration.ofDays(365), clock, random);
  private final ServerKeyManager keys =
      new ServerKeyManager(
          TestControlPlane.CONFIG,
          new AuthoritiesInForce(
              new Authorities(RotationPhase.NONE, authority, Optional.empty(), Optional.empty())),
          clock,
          random,
          IdentityObserver.none());

  @ParameterizedTest
  @EnumSource(
      value = SslProvider.class,
      names = {"JDK", "OPENSSL"})
  void bothProvidersShowTheChainWithItsRootAndSeeTheClientsCertificate(SslProvider provider)
      throws Exception {
    SslHandler server = handshake(ServerTls.context(keys, provider));

    assertThat(server.applicationProtocol()).isEqualTo("h2");
    assertThat(server.engine().getSession().getProtocol()).isEqualTo("TLSv1.3");
    X509Certificate leaf = (X509Certificate) server.engine().getSession().getPeerCertificates()[0];
    assertThat(SpiffeId.of(leaf)).contains(WEB);
  }

  @Test
  void openSslIsThereWhereTestsRun() {
    assertThat(OpenSsl.isAvailable()).isTrue();
  }

  /** The client pins the root, so it accepts a chain only if that is in it. */
  private SslHandler handshake(SslContext context) throws SSLException {
    KeyPair key = P256.generate(random);
    List<X509Certificate> chain =
        authority.sign(SigningRequest.create(key), WEB, "web-1", Duration.ofHours(1), clock);
    SslContext clientContext =
        io.grpc.netty.GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
            .protocols("TLSv1.3")
            .endpointIdentificationAlgorithm(null)
            .keyManager(key.getPrivate(), chain.toArray(new X509Certificate[0]))
            .trustManager(
                new SpiffeTrustManager(
                    PeerCheck.pinned(
                        authority.pin(), SpiffeId.ofControlPlane("mesh.test")::equals, clock)))
            .build();
    EmbeddedChannel server = new EmbeddedChannel();
    EmbeddedChannel client = new EmbeddedChannel();
    SslHandler serverHandler = context.newHandler(server.alloc());
    SslHandler clientHandler = clientContext.newHandler(client.alloc());
    server.pipeline().addLast(serverHandler);
    client.pipeline().addLast(clientHandler);
    while (pass(client, server) || pass(server, client)) {
      server.runPendingTasks();
      client.runPendingTasks();
    }
    assertThat(clientHandler.handshakeFuture().isSuccess())
        .as("%s", clientHandler.handshakeFuture().cause())
        .isTrue();
    assertThat(serverHandler.handshakeFuture().isSuccess())
        .as("%s", serverHandler.handshakeFuture().cause())
        .isTrue();
    return serverHandler;
  }

  private static boolean pass(EmbeddedChannel from, EmbeddedChannel to) {
    boolean passed = false;
    for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      to.writeInbound(bytes);
      passed = true;
    }
    return passed;
  }
}
