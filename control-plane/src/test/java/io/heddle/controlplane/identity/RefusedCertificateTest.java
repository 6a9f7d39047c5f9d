package io.heddle.controlplane.identity;

import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RefusedCertificateTest extends RefusalFixture {
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
}
