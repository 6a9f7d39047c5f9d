package io.heddle.proxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.config.WorkloadIdentity;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
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
  void everyKindOfValueOfClustersAndRoutesIsKnown() {
    RetryPolicy retry =
        new RetryPolicy(
            1,
            Set.of(RetryPolicy.Cause.RESET),
            Set.of(503),
            Duration.ofMillis(25),
            Duration.ofMillis(250));
    RouteAction action =
        new RouteAction.Forward(
            List.of(new WeightedCluster("catalog", 1)),
            Duration.ZERO,
            Duration.ofSeconds(1),
            retry,
            503,
            Rewrite.NONE,
            List.of(new Mirror("copies", 1, 2, true)));
    Route route =
        new Route(
            "r",
            new RouteMatch(new PathMatch.Prefix("/"), List.of(), List.of()),
            action,
            HeaderEdits.NONE,
            HeaderEdits.NONE);
    ClusterConfig cluster =
        new ClusterConfig(
            "catalog",
            new EndpointSource.Discovered("catalog"),
            new Transport.Plaintext(),
            ClusterConfig.Balance.LEAST_REQUEST,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            ClusterLimits.DEFAULT);

    String dump =
        ConfigDump.of(
            new ProxySnapshot(
                1,
                Map.of(),
                Map.of(
                    "r",
                    new RouteConfig(
                        "r", List.of(new VirtualHost("h", List.of("*"), List.of(route))))),
                Map.of("catalog", cluster),
                Map.of(),
                Set.of(),
                Optional.empty()));

    assertThat(dump)
        .contains("\"causes\":[\"RESET\"],\"statuses\":[503],\"baseInterval\":\"PT0.025S\"")
        .contains("\"retryPercent\":20,\"minRetries\":3");
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
