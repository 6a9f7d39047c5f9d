package io.heddle.controlplane.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only by hand; timers ring on the way, in order. */
final class HandClock implements Timers {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Entry> entries = new ArrayList<>();
  private long nanos = 1_000_000_000_000L;
  private final long startNanos = nanos;

  private record Entry(long atNanos, Runnable task) {}

  MeshClock meshClock() {
    return new MeshClock(() -> START.plusNanos(nanos - startNanos), () -> nanos, this);
  }

  long nanos() {
    return nanos;
  }

  int pending() {
    return entries.size();
  }

  void pass(Duration duration) {
    long end = nanos + duration.toNanos();
    while (true) {
      Entry next =
          entries.stream()
              .filter(entry -> entry.atNanos <= end)
              .min(Comparator.comparingLong(Entry::atNanos))
              .orElse(null);
      if (next == null) {
        nanos = end;
        return;
      }
      entries.remove(next);
      nanos = Math.max(nanos, next.atNanos);
      next.task.run();
    }
  }

  @Override
  public Timer at(long atNanos, Runnable task) {
    Entry entry = new Entry(atNanos, task);
    entries.add(entry);
    return () -> entries.remove(entry);
  }
}
