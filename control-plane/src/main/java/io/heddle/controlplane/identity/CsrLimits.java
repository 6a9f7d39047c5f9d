package io.heddle.controlplane.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often each instance may have a key signed: a burst, then at a steady rate. Confined to the
 * mesh thread.
 */
final class CsrLimits {
  private static final int SWEEP_AT = 4096;

  private final LongSupplier nanoTime;
  private final long intervalNanos;
  private final long toleranceNanos;

  /** When the next request of each would be due if all had come at the steady rate. */
  private final Map<String, Long> dueNanos = new HashMap<>();

  private int sweepAt = SWEEP_AT;

  CsrLimits(IdentityConfig config, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.intervalNanos = config.lifetime().toNanos() / config.csrPerLifetime();
    this.toleranceNanos = intervalNanos * (config.csrBurst() - 1);
  }

  /** Empty: go ahead. Else how long to wait. */
  Optional<Duration> acquire(String who) {
    long now = nanoTime.getAsLong();
    sweep(now);
    Long known = dueNanos.get(who);
    long due = known == null || known - now < 0 ? now : known;
    long early = due - now - toleranceNanos;
    if (early > 0) {
      return Optional.of(Duration.ofNanos(early));
    }
    dueNanos.put(who, due + intervalNanos);
    return Optional.empty();
  }

  private void sweep(long now) {
    if (dueNanos.size() >= sweepAt) {
      dueNanos.values().removeIf(due -> due - now < 0);
      sweepAt = Math.max(SWEEP_AT, 2 * dueNanos.size());
    }
  }
}
