package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.examples.demo.LoadRun;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import io.heddle.perf.load.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stock Envoy as a client of the mesh, in both variants of xDS. */
final class EnvoySuite {
  private static final int REPLICAS = 2;
  private static final String IDENTITY = "spiffe://cluster.local/ns/shop/sa/gateway";

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @BeforeEach
  void requireEnvoy() throws Exception {
    EnvoyBinary.find();
  }

  @Test
  void rolloutsAndRenewalsBehindAnEnvoyLoseNothing() throws Exception {
    int rollouts = size.choose(1, 6);
    Shop shop = start("v");
    Path certificates = IssuedFiles.of(endToEnd, "gateway", IDENTITY, Duration.ofSeconds(6));
    List<EnvoyClient> envoys = new ArrayList<>();
    for (EnvoyClient.Variant variant : EnvoyClient.Variant.values()) {
      envoys.add(EnvoyClient.start(endToEnd, shop.mesh(), variant, certificates));
    }
    for (EnvoyClient envoy : envoys) {
      envoy.awaitHealthy(REPLICAS);
    }
    LoadReport report;
    try (LoadRun load = shop.startLoad("v", envoys.stream().map(EnvoyClient::front).toList())) {
      for (int i = 1; i <= rollouts; i++) {
        shop.catalog().roll("v" + (1 + i % 2));
      }
      report = load.finish();
    }
    long renewals = envoys.getFirst().stat("sds.default.update_success");
    Results.of("envoy-rollouts")
        .add("requests", report.requests())
        .add("failed", report.failed())
        .add("rollouts", rollouts)
        .add("p99Millis", report.latencyMillis(99))
        .keep();

    assertThat(report.failures()).isEmpty();
    assertThat(report.failed()).isZero();
    assertThat(Executions.twice(shop, "catalog")).isEmpty();
    assertThat(rejected(shop)).isEmpty();
    for (EnvoyClient envoy : envoys) {
      assertThat(envoy.log()).doesNotContain("initial fetch timed out");
    }
    assertThat(renewals).isPositive();
  }

  @Test
  void whatAnEnvoyRefusesIsNamed() throws Exception {
    Shop shop = start("n");
    Path nowhere = endToEnd.files().sidecarState("nowhere").resolve("missing");
    for (EnvoyClient.Variant variant : EnvoyClient.Variant.values()) {
      EnvoyClient envoy = EnvoyClient.start(endToEnd, shop.mesh(), variant, nowhere);

      Await.until(
          envoy.proxyId() + " is shown with what it refuses",
          Duration.ofSeconds(20),
          () ->
              rejected(shop).stream()
                  .anyMatch(it -> it.startsWith(envoy.proxyId()) && it.contains("missing")));
    }
  }

  private Shop start(String name) throws Exception {
    return endToEnd.start(PartPlan.undisturbed(name, REPLICAS, size.rate(), 17).servingStrangers());
  }

  /** Proxy and error of everything that any proxy refuses. */
  private static List<String> rejected(Shop shop) throws IOException {
    List<String> rejected = new ArrayList<>();
    JsonNode proxies =
        Page.get(shop.mesh().controlPlane().adminAddress(), "/v1/proxies").json().path("proxies");
    for (JsonNode proxy : proxies) {
      for (JsonNode one : proxy.path("rejected")) {
        rejected.add(proxy.path("id").asText() + ": " + one.path("error").asText());
      }
    }
    return rejected;
  }
}
