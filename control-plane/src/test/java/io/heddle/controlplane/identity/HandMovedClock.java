package io.heddle.controlplane.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A date and a monotonic clock that move together when a test says so. */
final class HandMovedClock implements InstantSource {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos = 1_000;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized long nanoTime() {
    return nanos;
  }

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
    nanos += duration.toNanos();
  }
}
