package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.heddle.examples.demo.LoadRun;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import io.heddle.perf.load.LoadReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sidecars that take everything from java-control-plane's server and from files. */
final class OtherControlPlaneSuite {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String V1 = "catalog-v1";
  private static final String V2 = "catalog-v2";

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @ParameterizedTest
  @EnumSource
  void changesRenewalsAndARestartLoseNothing(OtherMesh.Wire wire) throws Exception {
    Shop shop = start();
    try (OtherMesh mesh = OtherMesh.start(endToEnd, shop.mesh(), wire)) {
      OtherMesh.Server first = mesh.server("v1");
      mesh.route(V1, first);
      OtherMesh.Client client = mesh.client();
      LoadReport report;
      try (LoadRun load = shop.startLoad(wire.loadName(), List.of(client.catalog()))) {
        runFor(load, 2);
        OtherMesh.Server second = mesh.server("v2");
        String before = client.certificate();

        mesh.split(V1, V2, second);
        awaitExecutions(shop, "v2");
        mesh.route(V2, second);
        mesh.stop(first);

        OtherMesh.Server third = mesh.server("v3");
        mesh.endpoints(
            V2, Map.of(second.port(), HealthStatus.HEALTHY, third.port(), HealthStatus.HEALTHY));
        awaitExecutions(shop, "v3");
        // In the wrong order: the server hears of it within the fixed wait.
        mesh.askToStop(second);
        runFor(load, 2);
        mesh.endpoints(
            V2, Map.of(second.port(), HealthStatus.DRAINING, third.port(), HealthStatus.HEALTHY));
        runFor(load, 1);
        mesh.endpoints(V2, Map.of(third.port(), HealthStatus.HEALTHY));
        mesh.awaitExit(second);

        mesh.restartServer(() -> runFor(load, size.choose(2, 20)));
        OtherMesh.Server fourth = mesh.server("v4");
        mesh.route(V1, fourth);
        awaitExecutions(shop, "v4");
        Await.until("another certificate", BOUND, () -> !client.certificate().equals(before));
        runFor(load, size.choose(2, 60));
        report = load.finish();
      }
      Results.of("other-control-plane-" + wire)
          .add("requests", report.requests())
          .add("failed", report.failed())
          .add("p99Millis", report.latencyMillis(99))
          .keep();

      assertThat(report.failures()).isEmpty();
      assertThat(report.failed()).isZero();
      assertThat(Executions.twice(shop, "catalog")).isEmpty();
      assertThat(mesh.refusals()).isEmpty();
    }
  }

  @Test
  void whatCannotBeHonouredIsRefusedAndTheLastGoodOneStays() throws Exception {
    Shop shop = start();
    try (OtherMesh mesh = OtherMesh.start(endToEnd, shop.mesh(), OtherMesh.Wire.PLAINTEXT)) {
      mesh.route(V1, mesh.server("v1"));
      mesh.cluster("nobody-asks-for-it", LbPolicy.MAGLEV);
      OtherMesh.Client client = mesh.client();
      LoadReport report;
      try (LoadRun load = shop.startLoad("r", List.of(client.catalog()))) {
        runFor(load, 2);
        assertThat(mesh.refusals()).isEmpty();

        mesh.cluster(V1, LbPolicy.MAGLEV);
        Await.until("a refusal", BOUND, () -> !mesh.refusals().isEmpty());
        runFor(load, 2);
        mesh.cluster(V1, LbPolicy.LEAST_REQUEST);
        runFor(load, 1);
        report = load.finish();
      }

      assertThat(report.failures()).isEmpty();
      assertThat(mesh.refusals())
          .containsOnly(
              "Cluster catalog-v1: lb_policy: 5 (expected: ROUND_ROBIN or LEAST_REQUEST)");
    }
  }

  @Test
  void aNameThatIsNeverAnsweredIsMissingAfterAWhile() throws Exception {
    Shop shop = start();
    try (OtherMesh mesh = OtherMesh.start(endToEnd, shop.mesh(), OtherMesh.Wire.PLAINTEXT)) {
      mesh.route(V1, mesh.server("v1"));
      OtherMesh.Client client = mesh.client();

      long start = System.nanoTime();
      assertThat(client.statusOf(client.nowhere())).isEqualTo(503);
      assertThat(secondsSince(start)).as("held").isBetween(1.5, 10.0);
      Path log = endToEnd.files().log("web-1");
      Await.until(
          "it is missing",
          BOUND,
          () -> Files.readString(log).contains("there is no nowhere.shop.svc.cluster.local:80"));

      long later = System.nanoTime();
      assertThat(client.statusOf(client.nowhere())).isEqualTo(503);
      assertThat(secondsSince(later)).as("at once").isLessThan(1.5);
      assertThat(client.statusOf(client.catalog())).isEqualTo(200);
    }
  }

  /** Nobody is in the mesh of Heddle's own; its authority issues the certificates. */
  private Shop start() throws Exception {
    return endToEnd.start(PartPlan.undisturbed("o", 0, size.rate(), 23));
  }

  private static void awaitExecutions(Shop shop, String version) throws InterruptedException {
    Await.until(version + " is asked", BOUND, () -> Executions.of(shop, "catalog", version) > 20);
  }

  private void runFor(LoadRun load, int seconds) throws InterruptedException {
    long goal = load.counts().settled() + (long) size.rate() * seconds;
    Await.until(
        seconds + " s of load",
        BOUND.plusSeconds(4L * seconds),
        () -> load.counts().settled() >= goal);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
