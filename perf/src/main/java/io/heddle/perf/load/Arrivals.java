package io.heddle.perf.load;

import java.util.random.RandomGenerator;

/**
 * When each request of an open-loop run is due: a constant rate with a jitter of half an interval.
 *
 * <p>The jitter keeps several generators, and the periodic work of what they measure, out of step.
 */
final class Arrivals {
  private static final double JITTER = 0.5;

  private final double intervalNanos;
  private final RandomGenerator random;
  private long count;

  Arrivals(int requestsPerSecond, RandomGenerator random) {
    this.intervalNanos = 1e9 / requestsPerSecond;
    this.random = random;
  }

  /** The next due time, in nanoseconds from the start of the run; never decreases. */
  long nextOffsetNanos() {
    return (long) (intervalNanos * (count++ + JITTER * random.nextDouble()));
  }
}
