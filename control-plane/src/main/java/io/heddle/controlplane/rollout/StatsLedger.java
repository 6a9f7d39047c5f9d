package io.heddle.controlplane.rollout;

import io.heddle.v1.InboundStats;
import io.heddle.v1.Stats;
import io.heddle.v1.UpstreamStats;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns the cumulative counts of sidecars into what is new, per instance that it happened at.
 * Confined to the mesh thread.
 */
final class StatsLedger {
  private final Map<String, Map<String, Counts>> lastByReporter = new HashMap<>();

  /** What is new in a sidecar's counts, by the uid of the instance where it happened. */
  Map<String, Counts> news(String reporter, Stats stats) {
    Map<String, Counts> current = counts(reporter, stats);
    Map<String, Counts> last = lastByReporter.getOrDefault(reporter, Map.of());
    lastByReporter.put(reporter, current);
    if (isRestarted(last, current)) {
      return current;
    }
    Map<String, Counts> news = new HashMap<>();
    current.forEach((uid, counts) -> {
      Counts delta = counts.minus(last.getOrDefault(uid, Counts.NONE));
      if (!delta.equals(Counts.NONE)) {
        news.put(uid, delta);
      }
    });
    return news;
  }

  void forget(String reporter) {
    lastByReporter.remove(reporter);
  }

  /** Counts go back only when another process counts. */
  private static boolean isRestarted(Map<String, Counts> last, Map<String, Counts> current) {
    return current.entrySet().stream()
        .anyMatch(
            entry -> entry.getValue().isBelow(last.getOrDefault(entry.getKey(), Counts.NONE)));
  }

  private static Map<String, Counts> counts(String reporter, Stats stats) {
    Map<String, Counts> counts = new HashMap<>();
    for (InboundStats inbound : stats.getInboundList()) {
      counts.merge(
          reporter,
          new Counts(inbound.getMisdirected(), inbound.getRefused(), 0, 0, 0, inbound.getMoved()),
          Counts::plus);
    }
    for (UpstreamStats upstream : stats.getUpstreamList()) {
      counts.merge(
          upstream.getInstanceUid(),
          new Counts(
              0, 0, upstream.getFailed(), upstream.getRedispatched(), upstream.getRepeated(), 0),
          Counts::plus);
    }
    return counts;
  }
}
