package io.heddle.perf.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When each request of an open-loop run is due: a rate that grows evenly to its height and stays
 * there, with a jitter of half an interval.
 *
 * <p>The jitter keeps several generators, and the periodic work of what they measure, out of step.
 */
final class Arrivals {
  private static final double JITTER = 0.5;

  private final double intervalNanos;
  private final double rampNanos;
  private final RandomGenerator random;
  private long count;

  Arrivals(int requestsPerSecond, Duration rampUp, RandomGenerator random) {
    this.intervalNanos = 1e9 / requestsPerSecond;
    this.rampNanos = rampUp.toNanos();
    this.random = random;
  }

  /** The next due time, in nanoseconds from the start of the run; never decreases. */
  long nextOffsetNanos() {
    double position = intervalNanos * (count++ + JITTER * random.nextDouble());
    // While the rate grows, half as many requests are due as at its height.
    double whenHigh = rampNanos / 2;
    return (long) (position < whenHigh ? Math.sqrt(2 * rampNanos * position) : position + whenHigh);
  }
}
