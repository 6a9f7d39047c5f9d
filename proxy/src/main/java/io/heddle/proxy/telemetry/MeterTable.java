package io.heddle.proxy.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Meters by what they are about, within a budget; past it traffic is counted in folded ones.
 *
 * <p>Used by every event loop: finding meters takes no lock.
 */
final class MeterTable<M extends Meters> {
  private final MeterRegistry registry;
  private final SeriesBudget budget;
  private final Duration idle;
  private final LongSupplier nanoTicker;
  private final int seriesOfOne;
  private final Function<TrafficKey, M> maker;
  private final Map<TrafficKey, Entry<M>> entries = new ConcurrentHashMap<>();
  private final Map<TrafficKey, Entry<M>> folded = new ConcurrentHashMap<>();

  /** What all tables share. */
  record Shared(
      MeterRegistry registry, SeriesBudget budget, Duration idle, LongSupplier nanoTicker) {}

  MeterTable(Shared shared, int seriesOfOne, Function<TrafficKey, M> maker) {
    this.registry = shared.registry();
    this.budget = shared.budget();
    this.idle = shared.idle();
    this.nanoTicker = shared.nanoTicker();
    this.seriesOfOne = seriesOfOne;
    this.maker = maker;
  }

  M get(TrafficKey key) {
    Entry<M> entry = entries.get(key);
    if (entry == null) {
      entry = make(key);
    }
    entry.usedNanos = nanoTicker.getAsLong();
    return entry.meters;
  }

  /** Drops what nothing was added to for long; traffic that comes back starts new series. */
  void dropIdle() {
    long now = nanoTicker.getAsLong();
    entries
        .values()
        .removeIf(entry -> {
          boolean unused = now - entry.usedNanos > idle.toNanos();
          if (unused) {
            entry.meters.removeFrom(registry);
            budget.giveBack(seriesOfOne);
          }
          return unused;
        });
  }

  private Entry<M> make(TrafficKey key) {
    if (budget.take(seriesOfOne)) {
      Entry<M> made = new Entry<>(maker.apply(key));
      Entry<M> before = entries.putIfAbsent(key, made);
      if (before == null) {
        return made;
      }
      budget.giveBack(seriesOfOne);
      return before;
    }
    budget.countOverflow();
    return folded.computeIfAbsent(key.folded(), it -> new Entry<>(maker.apply(it)));
  }

  private static final class Entry<M> {
    private final M meters;

    /** Written by any event loop without order: which of them was last does not matter. */
    private volatile long usedNanos;

    Entry(M meters) {
      this.meters = meters;
    }
  }
}
