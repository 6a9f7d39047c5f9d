package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void requestsGoThroughBothSidesAndBack() throws Exception {
    assertThat(WarmUp.run(identity())).isPositive();
  }

  @Test
  void whoeverWaitsIsToldWhenItIsOver() throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();

    WarmUp.start(identity(), () -> done.complete("over"));

    assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo("over");
  }

  private static WorkloadIdentity identity() throws Exception {
    SecureRandom random = new SecureRandom();
    CertificateAuthority authority =
        CertificateAuthority.create(
            "cluster.local", Duration.ofDays(1), InstantSource.system(), random);
    KeyPair key = P256.generate(random);
    SpiffeId id = SpiffeId.of("cluster.local", "shop", "web");
    X509Svid svid =
        new X509Svid(
            id,
            authority.sign(
                SigningRequest.create(key), id, "uid", Duration.ofHours(1), InstantSource.system()),
            key.getPrivate());
    return new WorkloadIdentity(svid, authority.bundle());
  }
}
