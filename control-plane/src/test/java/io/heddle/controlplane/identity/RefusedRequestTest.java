package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import io.heddle.v1.CsrRefused;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RefusedRequestTest extends RefusalFixture {
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
}
