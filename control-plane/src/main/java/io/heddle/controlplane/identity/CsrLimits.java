package io.heddle.controlplane.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often each instance may have a key signed: a burst, then at a steady rate; and until when
 * each that was refused was told to wait. Confined to the mesh thread.
 */
final class CsrLimits {
  private static final int SWEEP_AT = 4096;

  /** The longest that a sidecar waits by itself after a request that came to nothing. */
  private static final Duration OWN_PACE = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private final long intervalNanos;
  private final long toleranceNanos;

  /** When the next request of each would be due if all had come at the steady rate. */
  private final Map<String, Long> dueNanos = new HashMap<>();

  /** Until when each was told to wait, and a little longer. */
  private final Map<String, Long> waitsUntilNanos = new HashMap<>();

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

  /**
   * One was refused; zero: it may try again when it likes. How long it is to be waited for:
   * sidecars wait up to a tenth longer than they are told, so that not all come at once.
   */
  Duration refused(String who, Duration retryAfter) {
    Duration told = retryAfter.isZero() ? OWN_PACE : retryAfter;
    waitsUntilNanos.put(who, nanoTime.getAsLong() + told.plus(told.dividedBy(8)).toNanos());
    return toldToWait(who);
  }

  /** How long this one may still wait before it asks again; zero unless it was refused. */
  Duration toldToWait(String who) {
    Long until = waitsUntilNanos.get(who);
    long left = until == null ? 0 : until - nanoTime.getAsLong();
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }

  private void sweep(long now) {
    if (dueNanos.size() + waitsUntilNanos.size() >= sweepAt) {
      dueNanos.values().removeIf(due -> due - now < 0);
      waitsUntilNanos.values().removeIf(until -> until - now < 0);
      sweepAt = Math.max(SWEEP_AT, 2 * (dueNanos.size() + waitsUntilNanos.size()));
    }
  }
}
