package io.heddle.proxy.xds;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: anything up to a bound that doubles each time. */
final class Backoff {
  private static final int MAX_DOUBLINGS = 20;

  private final Duration first;
  private final Duration most;
  private final RandomGenerator random;
  private int attempts;

  Backoff(Duration first, Duration most, RandomGenerator random) {
    this.first = first;
    this.most = most;
    this.random = random;
  }

  Duration next() {
    long bound = Math.min(most.toNanos(), first.toNanos() << Math.min(attempts, MAX_DOUBLINGS));
    attempts++;
    // The whole range: a fleet that lost its server at once must not come back at once.
    return Duration.ofNanos(random.nextLong(bound + 1));
  }

  /** For what a person has to put right: the upper half of the longest wait, twice as long. */
  Duration nextSlow() {
    return most.plusNanos(random.nextLong(most.toNanos() + 1));
  }

  void reset() {
    attempts = 0;
  }
}
