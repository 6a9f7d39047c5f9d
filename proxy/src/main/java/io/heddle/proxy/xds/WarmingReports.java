package io.heddle.proxy.xds;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.WarmingConnector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * Has one connection opened ahead to each instance that begins to warm up, and reports how that
 * went: once per instance and warming period, and again to each new session.
 */
final class WarmingReports {
  private final WarmingConnector connector;
  private final Executor loop;
  private final BiConsumer<String, String> reached;
  private final Map<String, Attempt> attempts = new HashMap<>();

  /**
   * Runs its own part on {@code loop}.
   *
   * @param reached takes the instance's uid, and the cause when it was not reached
   */
  WarmingReports(WarmingConnector connector, Executor loop, BiConsumer<String, String> reached) {
    this.connector = connector;
    this.loop = loop;
    this.reached = reached;
  }

  void onApplied(ProxySnapshot snapshot) {
    Map<String, Warming> warming = warming(snapshot);
    attempts.keySet().retainAll(warming.keySet());
    warming.forEach((uid, instance) -> {
      if (!attempts.containsKey(uid)) {
        connectAhead(uid, instance);
      }
    });
  }

  /** Reports everything that is known to a session that has heard nothing yet. */
  void again() {
    attempts.forEach(
        (uid, attempt) -> attempt.cause.ifPresent(cause -> reached.accept(uid, cause)));
  }

  private void connectAhead(String uid, Warming instance) {
    Attempt attempt = new Attempt();
    attempts.put(uid, attempt);
    connector
        .connectAhead(instance.cluster(), instance.endpoint())
        .whenComplete((cause, failure) ->
            loop.execute(() -> finish(uid, attempt, failure == null ? cause : failure.toString())));
  }

  private void finish(String uid, Attempt attempt, String cause) {
    attempt.cause = Optional.of(cause);
    // An attempt of a period that is over says nothing about the next one.
    if (attempts.get(uid) == attempt) {
      reached.accept(uid, cause);
    }
  }

  private static Map<String, Warming> warming(ProxySnapshot snapshot) {
    Map<String, Warming> warming = new HashMap<>();
    for (ClusterConfig cluster : snapshot.clusters().values()) {
      for (Endpoint endpoint : snapshot.endpointsOf(cluster).endpoints()) {
        if (endpoint.state() == Endpoint.State.WARMING && !endpoint.uid().isEmpty()) {
          warming.putIfAbsent(endpoint.uid(), new Warming(cluster, endpoint));
        }
      }
    }
    return warming;
  }

  private record Warming(ClusterConfig cluster, Endpoint endpoint) {}

  private static final class Attempt {
    private Optional<String> cause = Optional.empty();
  }
}
