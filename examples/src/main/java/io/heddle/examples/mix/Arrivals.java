package io.heddle.examples.mix;

import java.time.Duration;
import java.util.SplittableRandom;

/** When requests are due: a Poisson process whose rate grows to its height. */
final class Arrivals {
  private static final double FIRST_SHARE = 0.1;

  private final double perSecond;
  private final double rampUpNanos;
  private final SplittableRandom random;
  private double dueNanos;

  Arrivals(double perSecond, Duration rampUp, SplittableRandom random) {
    this.perSecond = perSecond;
    this.rampUpNanos = Math.max(1, rampUp.toNanos());
    this.random = random;
  }

  /** The next one, after the start. */
  Duration next() {
    double share = Math.clamp(dueNanos / rampUpNanos, FIRST_SHARE, 1);
    dueNanos += -Math.log(1 - random.nextDouble()) * 1e9 / (perSecond * share);
    return Duration.ofNanos((long) dueNanos);
  }
}
