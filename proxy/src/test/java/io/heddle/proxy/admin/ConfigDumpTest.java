package io.heddle.proxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.WorkloadIdentity;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigDumpTest {
  @Test
  void anEmptySnapshotIsJsonToo() {
    assertThat(ConfigDump.of(ProxySnapshot.EMPTY))
        .isEqualTo(
            "{\"kind\":\"ProxySnapshot\",\"version\":0,\"listeners\":{},\"routes\":{},"
                + "\"clusters\":{},\"endpoints\":{},\"missing\":[],\"identity\":[]}\n");
  }

  @Test
  void theIdentityIsShownWithoutItsKey() throws Exception {
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

    String dump =
        ConfigDump.of(
            new ProxySnapshot(
                3,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("catalog", EndpointSet.EMPTY),
                Set.of(),
                Optional.of(new WorkloadIdentity(svid, authority.bundle()))));

    assertThat(dump)
        .contains("\"catalog\":{\"kind\":\"EndpointSet\",\"endpoints\":[]}")
        .contains("\"id\":\"spiffe://cluster.local/ns/shop/sa/web\"")
        .contains("\"trustDomain\":\"cluster.local\"")
        .doesNotContain("key")
        .doesNotContain("PRIVATE")
        .doesNotContain(Base64.getEncoder().encodeToString(key.getPrivate().getEncoded()));
  }
}
