package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.v1.CsrRefused;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.Hello;
import io.heddle.v1.InboundPort;
import io.heddle.v1.Quiet;
import io.heddle.v1.Stats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RefusalTest {
  private static final SpiffeId CATALOG = SpiffeId.of("mesh.test", "shop", "catalog");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HandMovedClock clock = new HandMovedClock();
  private final KeyPair key = P256.generate(RANDOM);
  @TempDir Path directory;
  private TestControlPlane server;

  @BeforeEach
  void start() throws Exception {
    server = new TestControlPlane(directory, clock);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aSessionWithoutCredential() throws Exception {
    try (var workload = TestWorkload.anonymous(server)) {
      assertRefused(
          workload.open().end(), RefusalReason.NO_CREDENTIAL, "connection: no credential");
    }
  }

  @Test
  void adsWithoutCredentialOrSession() throws Exception {
    try (var workload = TestWorkload.anonymous(server)) {
      assertThat(workload.whoAmI().get(10, TimeUnit.SECONDS))
          .startsWith("UNAUTHENTICATED: connection: no credential");
    }
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.NO_CREDENTIAL);
  }

  @Test
  void aTokenThatIsNone() throws Exception {
    assertTokenRefused(
        "heddle1.abc",
        RefusalReason.TOKEN_MALFORMED,
        "join token: 11 characters that are no token");
  }

  @Test
  void anUnknownToken() throws Exception {
    JoinToken token = JoinToken.random(server.token("catalog").pin(), RANDOM);

    assertTokenRefused(
        token.text(), RefusalReason.TOKEN_UNKNOWN, "join token " + token.id() + ": unknown");
  }

  @Test
  void aTokenWithAWrongSecret() throws Exception {
    JoinToken token = server.token("catalog");
    JoinToken forged =
        new JoinToken(token.id(), JoinToken.random(token.pin(), RANDOM).secret(), token.pin());

    assertTokenRefused(
        forged.text(),
        RefusalReason.TOKEN_WRONG_SECRET,
        "join token " + token.id() + ": wrong secret");
  }

  @Test
  void anExpiredToken() throws Exception {
    JoinToken token = server.token("catalog");
    clock.advance(Duration.ofHours(1));

    assertTokenRefused(
        token.text(),
        RefusalReason.TOKEN_EXPIRED,
        "join token " + token.id() + ": expired 2026-03-01T13:00:00Z");
  }

  @Test
  void aTokenOfAnotherMesh() throws Exception {
    JoinToken token = server.token("catalog");
    JoinToken foreign =
        new JoinToken(token.id(), token.secret(), otherAuthority("mesh.test").pin());

    assertTokenRefused(
        foreign.text(),
        RefusalReason.TOKEN_FOREIGN,
        "join token " + token.id() + ": pins the authority");
  }

  @Test
  void aUsedUpTokenWhoseBearerNeverJoins() throws Exception {
    JoinToken token = server.token("catalog");
    join(token, "catalog-1", key);
    try (var workload = TestWorkload.withToken(server, token.text())) {
      workload.open().hello(TestWorkload.hello("catalog-2")).healthy();
      assertThat(workload.next().hasWelcome()).isTrue();
      var ads = workload.whoAmI();

      workload.csr(P256.generate(RANDOM));

      assertRefused(
          workload.end(),
          RefusalReason.TOKEN_USED_UP,
          "join token " + token.id() + ": all uses taken, 1");
      assertThat(ads.get(10, TimeUnit.SECONDS)).startsWith("UNAUTHENTICATED: join token");
      assertThat(server.listener().isSilent()).isTrue();
    }
  }

  @Test
  void aTokenWithTwoUsesAdmitsTwo() throws Exception {
    JoinToken token =
        server.token(new TokenGrant("catalog", "shop", Map.of(), 2, Duration.ofHours(1)));
    join(token, "catalog-1", key);
    join(token, "catalog-2", P256.generate(RANDOM));
    try (var workload = TestWorkload.withToken(server, token.text())) {
      workload.open().hello(TestWorkload.hello("catalog-3")).csr(P256.generate(RANDOM));

      assertRefused(workload.end(), RefusalReason.TOKEN_USED_UP, "join token " + token.id());
    }
  }

  @Test
  void aCertificateOfAnotherAuthority() throws Exception {
    X509Svid svid = svid(otherAuthority("mesh.test"), CATALOG, "catalog-1");

    assertCertificateRefused(
        svid,
        RefusalReason.CERTIFICATE_FOREIGN,
        "certificate of " + CATALOG + ": Path does not chain");
  }

  @Test
  void aCertificateOfAnotherTrustDomain() throws Exception {
    SpiffeId id = SpiffeId.of("other.test", "shop", "catalog");

    assertCertificateRefused(
        svid(otherAuthority("other.test"), id, "catalog-1"),
        RefusalReason.CERTIFICATE_FOREIGN,
        "certificate of " + id + ": other trust domain");
  }

  @Test
  void aCertificateThatExpiredTooLongAgo() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    clock.advance(Duration.ofDays(30).plus(Duration.ofHours(1)).plusSeconds(1));

    assertCertificateRefused(
        svid, RefusalReason.CERTIFICATE_EXPIRED, "certificate: expired 2026-03-01T13:00:00Z");
  }

  @Test
  void theCertificateOfAnotherInstancesUid() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-2"));

      assertRefused(
          workload.end(),
          RefusalReason.CERTIFICATE_OF_OTHER_INSTANCE,
          "Hello.instance_uid: catalog-2 (expected: catalog-1,");
    }
  }

  @Test
  void aCertificateOfAnotherService() throws Exception {
    join(server.token("catalog"), "catalog-1", key);
    SpiffeId web = SpiffeId.of("mesh.test", "shop", "web");

    assertCertificateRefused(
        svid(ownAuthority(), web, "catalog-1"),
        RefusalReason.CERTIFICATE_OF_OTHER_SERVICE,
        "certificate of " + web + ": instance catalog-1 is registered as " + CATALOG);
  }

  @Test
  void aCertificateOfAnInstanceThatIsNotRegistered() throws Exception {
    assertCertificateRefused(
        svid(ownAuthority(), CATALOG, "catalog-9"),
        RefusalReason.CERTIFICATE_NOT_REGISTERED,
        "certificate of " + CATALOG + ": instance catalog-9 is not registered here");
  }

  @Test
  void aTokensBearerThatTakesTheUidOfAnotherService() throws Exception {
    join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withToken(server, server.token("web").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));

      assertRefused(workload.end(), RefusalReason.UID_TAKEN, "instance catalog-1: another");
    }
  }

  @Test
  void aTokensBearerThatTakesTheUidOfAnotherKeyAndKeepsItsUse() throws Exception {
    join(server.token("catalog"), "catalog-1", key);
    JoinToken second = server.token("catalog");
    try (var workload = TestWorkload.withToken(server, second.text())) {
      workload.open().hello(TestWorkload.hello("catalog-1")).csr(P256.generate(RANDOM));

      assertRefused(workload.end(), RefusalReason.UID_TAKEN, "instance catalog-1: another");
    }
    join(second, "catalog-2", P256.generate(RANDOM));
  }

  @Test
  void aSigningRequestForAnotherIdentity() throws Exception {
    byte[] der = SigningRequest.create(key, SpiffeId.of("mesh.test", "shop", "web")).der();

    CsrRefused refused = refusedCsr(der);

    assertThat(refused.getReason())
        .isEqualTo(
            "signing request: for spiffe://mesh.test/ns/shop/sa/web (expected: " + CATALOG + ")");
    assertThat(refused.getRetryAfterMillis()).isZero();
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.CSR_OTHER_IDENTITY);
  }

  @Test
  void aSigningRequestThatIsGarbage() throws Exception {
    assertThat(refusedCsr(new byte[] {1, 2, 3}).getReason())
        .startsWith("signing request: unreadable");
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.CSR_INVALID);
  }

  @Test
  void theSixthSigningRequestInARowUntilAnEighthOfTheLifetimeHasPassed() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      for (int i = 0; i < 6; i++) {
        workload.csr(P256.generate(RANDOM));
      }

      CsrRefused refused = workload.next().getCsrRefused();

      assertThat(refused.getReason()).startsWith("signing request: too soon");
      assertThat(refused.getRetryAfterMillis())
          .isEqualTo(Duration.ofMinutes(60 / 8).toMillis() + 30_000);
      assertThat(server.observer().issued()).hasSize(6);
      assertThat(server.observer().refusals()).containsExactly(RefusalReason.CSR_TOO_OFTEN);

      clock.advance(Duration.ofMillis(refused.getRetryAfterMillis()));
      KeyPair last = P256.generate(RANDOM);
      workload.csr(last).csr(P256.generate(RANDOM));
      assertThat(workload.next().hasCsrRefused()).isTrue();
      assertThat(server.observer().issued()).hasSize(7);
    }
  }

  static Stream<Hello> badHellos() {
    Hello good = TestWorkload.hello("catalog-1");
    InboundPort port = good.getInbound(0);
    return Stream.of(
        good.toBuilder().setInstanceUid("").build(),
        good.toBuilder().setInstanceUid("Catalog_1").build(),
        good.toBuilder().setInstanceUid("../ca").build(),
        good.toBuilder().setInstanceUid("a".repeat(65)).build(),
        good.toBuilder().setSchemaVersion(0).build(),
        good.toBuilder().setInbound(0, port.toBuilder().setAppPort(0)).build(),
        good.toBuilder().setInbound(0, port.toBuilder().setPort(65_536)).build(),
        good.toBuilder().setInbound(0, port.toBuilder().setName("a b")).build(),
        good.toBuilder().addInbound(port).build(),
        good.toBuilder().setAdvertise("catalog.example").build(),
        good.toBuilder().setAdvertise("0.0.0.0").build(),
        good.toBuilder().setAdvertise("fe80::1%eth0").build(),
        good.toBuilder().setGraceMillis(-1).build(),
        good.toBuilder().setZone("a b").build());
  }

  @ParameterizedTest
  @MethodSource("badHellos")
  void aHelloThatClaimsNonsense(Hello hello) throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      Status status = workload.open().hello(hello).end();

      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription()).startsWith("Hello.").contains("(expected: ");
      assertThat(server.observer().refusals()).containsExactly(RefusalReason.HELLO_INVALID);
    }
  }

  @Test
  void aFirstMessageThatIsNoHello() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      Status status = workload.open().healthy().end();

      assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(status.getDescription()).contains("first message HEALTH (expected: HELLO)");
    }
  }

  @Test
  void tooManyMessagesBeforeTheFirstSigningRequest() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      for (int i = 0; i < 65; i++) {
        workload.send(FromWorkload.newBuilder().setStats(Stats.getDefaultInstance()).build());
      }

      assertThat(workload.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(server.observer().refusals()).containsExactly(RefusalReason.TOO_MANY_MESSAGES);
    }
  }

  @Test
  void whatAnUnprovedSessionSaysIsNotHeard() throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload
          .open()
          .hello(TestWorkload.hello("catalog-1"))
          .send(FromWorkload.newBuilder().setQuiet(Quiet.getDefaultInstance()).build());
      assertThat(workload.next().hasWelcome()).isTrue();
      workload.complete();

      assertThat(workload.end()).isEqualTo(Status.OK);
      assertThat(server.listener().isSilent()).isTrue();
    }
  }

  @Test
  void nobodyNewWhileTheStateDirectoryTakesNoWriteButAllElseServes() throws Exception {
    X509Svid svid = join(server.token("catalog"), "catalog-1", key);
    JoinToken token = server.token("catalog");
    String blocked = blockWrites();

    try (var workload = TestWorkload.withToken(server, token.text())) {
      workload.open().hello(TestWorkload.hello("catalog-2"));
      assertThat(workload.next().hasWelcome()).isTrue();
      KeyPair other = P256.generate(RANDOM);
      workload.csr(other);
      CsrRefused refused = workload.next().getCsrRefused();
      assertThat(refused.getReason()).contains(blocked).contains("a writable state directory");
      assertThat(refused.getRetryAfterMillis()).isEqualTo(30_000);

      try (var member = TestWorkload.withCertificate(server, svid)) {
        member.open().hello(TestWorkload.hello("catalog-1"));
        assertThat(member.next().hasWelcome()).isTrue();
        assertThat(server.listener().next()).isEqualTo("joined catalog-1");
        member.csr(P256.generate(RANDOM)).healthy();
        assertThat(server.listener().next()).startsWith("health catalog-1");
        assertThat(server.observer().issued()).hasSize(2);
      }
      assertThat(server.listener().next()).isEqualTo("left catalog-1");

      unblockWrites();
      workload.csr(other);
      assertThat(server.listener().next()).isEqualTo("joined catalog-2");
    }
    assertThat(server.observer().refusals()).containsExactly(RefusalReason.STATE_NOT_WRITABLE);
  }

  /** A file where the directory was: this stops writes for the superuser too. */
  private String blockWrites() throws Exception {
    Files.move(directory.resolve("registrations"), directory.resolve("aside"));
    Files.createFile(
        directory.resolve("registrations"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return "cannot be recorded";
  }

  private void unblockWrites() throws Exception {
    Files.delete(directory.resolve("registrations"));
    Files.move(directory.resolve("aside"), directory.resolve("registrations"));
  }

  private CsrRefused refusedCsr(byte[] der) throws Exception {
    try (var workload = TestWorkload.withToken(server, server.token("catalog").text())) {
      workload.open().hello(TestWorkload.hello("catalog-1"));
      assertThat(workload.next().hasWelcome()).isTrue();
      workload.csr(der);
      CsrRefused refused = workload.next().getCsrRefused();
      assertThat(server.listener().isSilent()).isTrue();
      workload.csr(key);
      assertThat(server.listener().next()).isEqualTo("joined catalog-1");
      return refused;
    }
  }

  private X509Svid join(JoinToken token, String uid, KeyPair pair) throws Exception {
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

  private void assertTokenRefused(String token, RefusalReason reason, String message)
      throws Exception {
    try (var workload = TestWorkload.withToken(server, token)) {
      assertRefused(workload.open().end(), reason, message);
    }
  }

  private void assertCertificateRefused(X509Svid svid, RefusalReason reason, String message)
      throws Exception {
    try (var workload = TestWorkload.withCertificate(server, svid)) {
      assertRefused(workload.open().end(), reason, message);
    }
  }

  private void assertRefused(Status status, RefusalReason reason, String message) {
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(status.getDescription()).startsWith(message).contains("(expected: ");
    assertThat(server.observer().refusals()).containsExactly(reason);
  }

  private CertificateAuthority otherAuthority(String trustDomain) {
    return CertificateAuthority.create(trustDomain, Duration.ofDays(365), clock, RANDOM);
  }

  private CertificateAuthority ownAuthority() throws Exception {
    return new io.heddle.certs.AuthorityFiles(
            new StateDirectory(directory).authority(), "mesh.test", clock, RANDOM)
        .load();
  }

  private X509Svid svid(CertificateAuthority authority, SpiffeId id, String uid) {
    return new X509Svid(
        id,
        authority.sign(SigningRequest.create(key), id, uid, Duration.ofHours(1), clock),
        key.getPrivate());
  }
}
