package io.heddle.controlplane;

import io.heddle.certs.SpiffeId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.LongSupplier;

/**
 * Which outbound listeners the workloads of each identity subscribe to, in memory: after a restart
 * it is learnt again from those that reconnect. Confined to the mesh thread.
 */
final class UsedListeners {
  /** Of an identity; the name that was asked for the longest ago goes. */
  static final int MAX_NAMES = 1_000;

  /** An identity that has had no stream for so long is forgotten. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  private final LongSupplier nanoTime;
  private final Map<SpiffeId, Used> byIdentity = new HashMap<>();

  /** Identities without a stream, and since when; in this order. */
  private final Map<SpiffeId, Long> away = new LinkedHashMap<>();

  UsedListeners(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A workload has opened a stream. */
  void opened(SpiffeId identity) {
    forgetAway();
    away.remove(identity);
    byIdentity.computeIfAbsent(identity, _ -> new Used()).streams++;
  }

  /** A stream has ended that was opened before. */
  void closed(SpiffeId identity) {
    forgetAway();
    Used used = byIdentity.get(identity);
    if (used != null && --used.streams == 0) {
      away.put(identity, nanoTime.getAsLong());
    }
  }

  /** On one of its streams these were asked for. */
  void asked(SpiffeId identity, Collection<String> listeners) {
    Used used = byIdentity.get(identity);
    if (used != null) {
      listeners.forEach(used::add);
    }
  }

  /** Sorted. */
  List<String> of(SpiffeId identity) {
    forgetAway();
    Used used = byIdentity.get(identity);
    return used == null ? List.of() : used.leastRecentFirst.stream().sorted().toList();
  }

  private void forgetAway() {
    long now = nanoTime.getAsLong();
    Iterator<Map.Entry<SpiffeId, Long>> longestFirst = away.entrySet().iterator();
    while (longestFirst.hasNext()) {
      Map.Entry<SpiffeId, Long> entry = longestFirst.next();
      if (now - entry.getValue() < REMEMBERED.toNanos()) {
        return;
      }
      byIdentity.remove(entry.getKey());
      longestFirst.remove();
    }
  }

  private static final class Used {
    private final SequencedSet<String> leastRecentFirst = new LinkedHashSet<>();
    private int streams;

    void add(String listener) {
      leastRecentFirst.addLast(listener);
      if (leastRecentFirst.size() > MAX_NAMES) {
        leastRecentFirst.removeFirst();
      }
    }
  }
}
