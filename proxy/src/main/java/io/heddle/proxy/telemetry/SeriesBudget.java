package io.heddle.proxy.telemetry;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many time series there may be about traffic. */
final class SeriesBudget {
  private final int limit;
  private final AtomicInteger used = new AtomicInteger();
  private final LongAdder overflow = new LongAdder();

  SeriesBudget(int limit) {
    this.limit = limit;
  }

  boolean take(int series) {
    int before = used.getAndAdd(series);
    if (before + series > limit) {
      used.getAndAdd(-series);
      return false;
    }
    return true;
  }

  void giveBack(int series) {
    used.getAndAdd(-series);
  }

  void countOverflow() {
    overflow.increment();
  }

  int used() {
    return used.get();
  }

  long overflow() {
    return overflow.sum();
  }
}
