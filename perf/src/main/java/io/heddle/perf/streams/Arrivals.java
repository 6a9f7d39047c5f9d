package io.heddle.perf.streams;

import io.heddle.proxy.config.ProxySnapshot;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** When a change was in force at each stream, by {@link System#nanoTime}. Safe for any thread. */
public final class Arrivals {
  private static final long NOT_YET = Long.MIN_VALUE;

  private final Sighting sighting;
  private final AtomicLongArray nanos;
  private final CountDownLatch missing;

  Arrivals(Sighting sighting, int streams) {
    this.sighting = sighting;
    this.nanos = new AtomicLongArray(streams);
    this.missing = new CountDownLatch(streams);
    for (int i = 0; i < streams; i++) {
      nanos.set(i, NOT_YET);
    }
  }

  /** A stream's sidecar has a new configuration. */
  void look(int stream, ProxySnapshot snapshot, long nowNanos) {
    if (nanos.get(stream) == NOT_YET
        && sighting.isIn(snapshot)
        && nanos.compareAndSet(stream, NOT_YET, nowNanos)) {
      missing.countDown();
    }
  }

  /** Waits until it was seen everywhere; false when that takes longer. */
  public boolean await(Duration bound) throws InterruptedException {
    return missing.await(bound.toNanos(), TimeUnit.NANOSECONDS);
  }

  public boolean isEverywhere() {
    return missing.getCount() == 0;
  }

  /** The time to each stream that has seen it come, in order. */
  public double[] millisSince(long causeNanos) {
    return seen()
        .map(at -> at - causeNanos)
        .filter(it -> it >= 0)
        .mapToDouble(it -> it / 1e6)
        .sorted()
        .toArray();
  }

  /**
   * Streams that looked like it before it was made: an earlier change has not come there, and this
   * one cannot be told from its absence.
   */
  public int indistinct(long causeNanos) {
    return (int) seen().filter(at -> at - causeNanos < 0).count();
  }

  public int streams() {
    return nanos.length();
  }

  private LongStream seen() {
    return IntStream.range(0, nanos.length()).mapToLong(nanos::get).filter(at -> at != NOT_YET);
  }
}
