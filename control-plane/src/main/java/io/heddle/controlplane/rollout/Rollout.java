package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.ServiceName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rollout while it is observed; confined to the mesh thread. */
final class Rollout {
  private static final int MAX_NAMES = 1_000;

  private final ServiceName service;
  private final Instant startedAt;
  private final int servingBefore;
  private final Set<String> instancesIn = new LinkedHashSet<>();
  private final Set<String> instancesOut = new LinkedHashSet<>();
  private final Set<String> laggards = new LinkedHashSet<>();
  private final PropagationTimes propagation = new PropagationTimes();
  private Counts counts = Counts.NONE;
  private int minServing;
  private Moment lastChange;
  private @Nullable Instant endedAt;

  Rollout(ServiceName service, int serving, Moment now) {
    this.service = service;
    this.startedAt = now.instant();
    this.servingBefore = serving;
    this.minServing = serving;
    this.lastChange = now;
  }

  void changed(int serving, Moment now) {
    minServing = Math.min(minServing, serving);
    lastChange = now;
  }

  void came(String uid) {
    add(instancesIn, uid);
  }

  void went(String uid) {
    add(instancesOut, uid);
  }

  void lagging(List<String> proxies) {
    proxies.forEach(proxy -> add(laggards, proxy));
  }

  void count(Counts news) {
    counts = counts.plus(news);
  }

  void propagated(long nanos, String slowest) {
    propagation.add(nanos, slowest);
  }

  long lastChangeNanos() {
    return lastChange.nanos();
  }

  void end() {
    endedAt = lastChange.instant();
  }

  boolean isOpen() {
    return endedAt == null;
  }

  RolloutReport report() {
    return new RolloutReport(
        service,
        startedAt,
        Optional.ofNullable(endedAt),
        List.copyOf(instancesIn),
        List.copyOf(instancesOut),
        propagation.summary(),
        counts,
        List.copyOf(laggards),
        Math.max(0, servingBefore - minServing));
  }

  private static void add(Set<String> names, String name) {
    if (names.size() < MAX_NAMES) {
      names.add(name);
    }
  }
}
