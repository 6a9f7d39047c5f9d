package io.heddle.proxy.xds;

import io.heddle.proxy.config.ClusterLimits;
import java.util.List;
import java.util.Optional;

/** Reads the {@code circuit_breakers} of an {@code envoy.config.cluster.v3.Cluster}. */
final class ClusterLimitsDecoder {
  private ClusterLimitsDecoder() {}

  static ClusterLimits decode(ProtoMessage cluster) throws DecodeException {
    Optional<ProtoMessage> breakers = cluster.message(10, "circuit_breakers");
    List<ProtoMessage> thresholds =
        breakers.isEmpty() ? List.of() : breakers.get().messages(1, "thresholds");
    if (thresholds.isEmpty()) {
      return ClusterLimits.DEFAULT;
    }
    ProtoMessage first = thresholds.getFirst();
    ClusterLimits defaults = ClusterLimits.DEFAULT;
    int connections = capped(first.unsigned(2, "max_connections", defaults.maxConnections()));
    int pending = capped(first.unsigned(3, "max_pending_requests", defaults.maxPendingRequests()));
    Optional<ProtoMessage> budget = first.message(8, "retry_budget");
    return budget.isEmpty()
        ? new ClusterLimits(connections, pending)
        : new ClusterLimits(
            connections,
            pending,
            percent(budget.get()),
            capped(budget.get().unsigned(2, "min_retry_concurrency", ClusterLimits.MIN_RETRIES)));
  }

  private static double percent(ProtoMessage budget) throws DecodeException {
    Optional<ProtoMessage> percent = budget.message(1, "budget_percent");
    double value = percent.isEmpty() ? ClusterLimits.RETRY_PERCENT : percent.get().real(1);
    if (!(value >= 0 && value <= 100)) {
      throw budget.rejected("budget_percent", String.valueOf(value), "0-100");
    }
    return value;
  }

  private static int capped(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }
}
