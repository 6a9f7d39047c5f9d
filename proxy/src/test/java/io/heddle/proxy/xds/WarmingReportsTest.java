package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WarmingReportsTest {
  private final List<CompletableFuture<String>> connections = new ArrayList<>();
  private final List<String> reported = new ArrayList<>();
  private final WarmingReports reports =
      new WarmingReports(
          (_, _) -> {
            connections.add(new CompletableFuture<>());
            return connections.getLast();
          },
          Runnable::run,
          (uid, cause) -> reported.add(uid + ":" + cause));

  @Test
  void reportsOncePerWarmingPeriod() {
    reports.onApplied(snapshot(warming("c1")));
    reports.onApplied(snapshot(warming("c1"), warming("c2")));
    connections.getFirst().complete("");
    connections.getLast().complete("refused");

    assertThat(reported).containsExactly("c1:", "c2:refused");

    reports.onApplied(snapshot(serving("c1")));
    reports.onApplied(snapshot(warming("c1")));
    assertThat(connections).hasSize(3);
  }

  @Test
  void anAttemptOfAPeriodThatIsOverIsNotReported() {
    reports.onApplied(snapshot(warming("c1")));
    reports.onApplied(snapshot(serving("c1")));
    reports.onApplied(snapshot(warming("c1")));

    connections.getFirst().complete("refused");
    assertThat(reported).isEmpty();
    connections.getLast().complete("");
    assertThat(reported).containsExactly("c1:");
  }

  @Test
  void aFailureIsACause() {
    reports.onApplied(snapshot(warming("c1")));

    connections.getFirst().completeExceptionally(new IllegalStateException("no"));

    assertThat(reported).containsExactly("c1:java.lang.IllegalStateException: no");
  }

  @Test
  void aNewSessionHearsEverythingThatIsKnownAgain() {
    reports.onApplied(snapshot(warming("c1"), warming("c2")));
    connections.getFirst().complete("");
    reported.clear();

    reports.again();

    assertThat(reported).hasSize(1);
    assertThat(reported.getFirst()).endsWith(":");
  }

  private static Endpoint warming(String uid) {
    return new Endpoint("10.0.0.1", 80, Endpoint.Health.UNHEALTHY, Endpoint.State.WARMING, uid, "");
  }

  private static Endpoint serving(String uid) {
    return new Endpoint("10.0.0.1", 80, Endpoint.Health.HEALTHY, Endpoint.State.SERVING, uid, "");
  }

  private static ProxySnapshot snapshot(Endpoint... endpoints) {
    ClusterConfig cluster =
        new ClusterConfig(
            "c",
            new EndpointSource.Discovered("c"),
            new Transport.Plaintext(),
            ClusterConfig.Balance.ROUND_ROBIN,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            ClusterLimits.DEFAULT);
    return new ProxySnapshot(
        1,
        Map.of(),
        Map.of(),
        Map.of("c", cluster),
        Map.of("c", new EndpointSet(Arrays.asList(endpoints))),
        Set.of(),
        Optional.empty());
  }
}
