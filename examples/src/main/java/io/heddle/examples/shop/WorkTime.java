package io.heddle.examples.shop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a request takes: 20 to 80 ms, evenly, from a seed. */
final class WorkTime {
  private static final int MIN_MILLIS = 20;
  private static final int MAX_MILLIS = 80;

  private final RandomGenerator random;

  WorkTime(RandomGenerator random) {
    this.random = random;
  }

  synchronized Duration next() {
    return Duration.ofMillis(random.nextInt(MIN_MILLIS, MAX_MILLIS + 1));
  }
}
