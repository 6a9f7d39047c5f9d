package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A control plane, and what a refusal looks like from outside. */
abstract class RefusalFixture {
  static final SpiffeId CATALOG = SpiffeId.of("mesh.test", "shop", "catalog");
  static final SecureRandom RANDOM = new SecureRandom();

  final HandMovedClock clock = new HandMovedClock();
  final KeyPair key = P256.generate(RANDOM);
  @TempDir Path directory;
  TestControlPlane server;

  @BeforeEach
  void start() throws Exception {
    server = new TestControlPlane(directory, clock);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  final X509Svid join(JoinToken token, String uid, KeyPair pair) throws Exception {
    try (var workload = TestWorkload.withToken(server, token.text())) {
      workload.open().hello(TestWorkload.hello(uid));
      assertThat(workload.next().hasWelcome()).isTrue();
      workload.csr(pair);
      assertThat(server.listener().next()).isEqualTo("joined " + uid);
    }
    assertThat(server.listener().next()).isEqualTo("left " + uid);
    var secret =
        server.secret(new ProxyIdentity(uid, CATALOG, "shop", Access.EVERYTHING), "default");
    return X509Svid.parse(
        secret
            .orElseThrow()
            .getTlsCertificate()
            .getCertificateChain()
            .getInlineBytes()
            .toStringUtf8(),
        pair.getPrivate());
  }

  final void assertTokenRefused(String token, RefusalReason reason, String message)
      throws Exception {
    try (var workload = TestWorkload.withToken(server, token)) {
      assertRefused(workload.open().end(), reason, message);
    }
  }

  final void assertCertificateRefused(X509Svid svid, RefusalReason reason, String message)
      throws Exception {
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      assertRefused(workload.open().end(), reason, message);
    }
  }

  final void assertRefused(Status status, RefusalReason reason, String message) {
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(status.getDescription()).startsWith(message).contains("(expected: ");
    assertThat(server.observer().refusals()).containsExactly(reason);
  }

  final CertificateAuthority otherAuthority(String trustDomain) {
    return CertificateAuthority.create(trustDomain, Duration.ofDays(365), clock, RANDOM);
  }

  final CertificateAuthority ownAuthority() throws Exception {
    return new AuthorityFiles(new StateDirectory(directory).authority(), "mesh.test", clock, RANDOM)
        .load();
  }

  final X509Svid svid(CertificateAuthority authority, SpiffeId id, String uid) {
    return new X509Svid(
        id,
        authority.sign(SigningRequest.create(key), id, uid, Duration.ofHours(1), clock),
        key.getPrivate());
  }
}
