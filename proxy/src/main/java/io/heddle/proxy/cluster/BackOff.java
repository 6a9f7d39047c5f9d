package io.heddle.proxy.cluster;

import io.heddle.proxy.config.RetryPolicy;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long to wait before a retry: anything below a bound that doubles, so that none meet. */
final class BackOff {
  private static final int MAX_DOUBLINGS = 30;

  private BackOff() {}

  /** Before the first retry ({@code nth} 1) less than the base, then 3, 7, 15 … times of it. */
  static long nanos(RetryPolicy policy, int nth, RandomGenerator random) {
    long base = TimeUnit.NANOSECONDS.convert(policy.baseInterval());
    long max = TimeUnit.NANOSECONDS.convert(policy.maxInterval());
    long times = (1L << Math.min(nth, MAX_DOUBLINGS)) - 1;
    return random.nextLong(base > max / times ? max : base * times);
  }
}
