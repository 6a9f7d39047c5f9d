package io.heddle.examples.mix;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time that one session is given. */
final class Term implements SessionClient.Until {
  private final Duration length;
  private final Duration interval;
  private final LongSupplier ticker;
  private final Stop stop;
  private final long start;

  Term(Duration length, Duration interval, LongSupplier ticker, Stop stop) {
    this.length = length;
    this.interval = interval;
    this.ticker = ticker;
    this.stop = stop;
    this.start = ticker.getAsLong();
  }

  @Override
  public boolean next() {
    return !stop.sleep(interval) && ticker.getAsLong() - start < length.toNanos();
  }

  @Override
  public long messages() {
    return Math.max(1, length.dividedBy(interval));
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public boolean isStopped() {
    return stop.isAsked();
  }
}
