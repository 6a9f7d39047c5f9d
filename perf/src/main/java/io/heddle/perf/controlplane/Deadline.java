package io.heddle.perf.controlplane;

import io.heddle.perf.process.Clocks;
import java.time.Duration;

/** When a measurement ends, however far it has come. */
final class Deadline {
  private final Clocks clocks;
  private final long startNanos;
  private final Duration limit;

  Deadline(Clocks clocks, Duration limit) {
    this.clocks = clocks;
    this.startNanos = clocks.ticker().getAsLong();
    this.limit = limit;
  }

  Clocks clocks() {
    return clocks;
  }

  Duration left() {
    Duration gone = Duration.ofNanos(clocks.ticker().getAsLong() - startNanos);
    return limit.minus(gone).isNegative() ? Duration.ZERO : limit.minus(gone);
  }

  boolean isOver() {
    return left().isZero();
  }
}
