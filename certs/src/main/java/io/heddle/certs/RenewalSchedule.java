package io.heddle.certs;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * When a workload should ask for its next certificate: at half the life of the one it has, as the
 * monotonic clock counts it. Not safe for several threads.
 */
public final class RenewalSchedule {
  private static final double JITTER = 0.1;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  /** A failed request is repeated at least this often in a lifetime. */
  private static final int TRIES_PER_LIFETIME = 16;

  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private long dueNanos;
  private Duration maxWait = MAX_WAIT;
  private int failures;

  /** Due at once: there is no certificate yet. */
  public RenewalSchedule(LongSupplier nanoTime, RandomGenerator random) {
    this.nanoTime = nanoTime;
    this.random = random;
    this.dueNanos = nanoTime.getAsLong();
  }

  /** A certificate has arrived that lives so long from now on. */
  public void issued(Duration lifetime) {
    resumed(lifetime, lifetime);
  }

  /**
   * A certificate was found that had this lifetime when it was issued, and has so much of it left.
   */
  public void resumed(Duration lifetime, Duration remaining) {
    failures = 0;
    Duration most = lifetime.dividedBy(TRIES_PER_LIFETIME);
    maxWait = most.compareTo(MAX_WAIT) < 0 ? most : MAX_WAIT;
    Duration untilHalf = remaining.minus(lifetime.dividedBy(2));
    waitFor(untilHalf.isNegative() ? Duration.ZERO : jittered(untilHalf));
  }

  /** The control plane asked for a request now. */
  public void requested() {
    waitFor(Duration.ZERO);
  }

  /** The request was refused, and when the next is welcome was said. */
  public void refused(Duration retryAfter) {
    Duration longer = scaled(retryAfter, 1 + JITTER * random.nextDouble());
    waitFor(longer);
  }

  /** The request got no answer, or one that gives no time: try again, each time later. */
  public void failed() {
    Duration wait = FIRST_WAIT;
    for (int i = 0; i < failures && wait.compareTo(maxWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    failures++;
    waitFor(jittered(wait.compareTo(maxWait) < 0 ? wait : maxWait));
  }

  /** How long until the next request should be sent; zero when it is due. */
  public Duration untilDue() {
    long nanos = dueNanos - nanoTime.getAsLong();
    return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
  }

  private Duration jittered(Duration duration) {
    return scaled(duration, 1 - JITTER + 2 * JITTER * random.nextDouble());
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofNanos((long) (duration.toNanos() * factor));
  }

  private void waitFor(Duration duration) {
    dueNanos = nanoTime.getAsLong() + duration.toNanos();
  }
}
