package io.heddle.proxy.listener;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.WorkloadIdentity;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** Identities of one trust domain, made on the spot. */
final class TestIdentities {
  static final String TRUST_DOMAIN = "cluster.local";

  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create(TRUST_DOMAIN, Duration.ofDays(1), InstantSource.system(), random);

  static SpiffeId id(String service) {
    return SpiffeId.of(TRUST_DOMAIN, "shop", service);
  }

  WorkloadIdentity of(String service) {
    KeyPair key = P256.generate(random);
    var chain =
        authority.sign(
            SigningRequest.create(key),
            id(service),
            service + "-1",
            Duration.ofHours(1),
            InstantSource.system());
    return new WorkloadIdentity(
        new X509Svid(id(service), chain, key.getPrivate()), authority.bundle());
  }
}
