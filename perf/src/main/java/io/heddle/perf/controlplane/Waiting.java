package io.heddle.perf.controlplane;

import io.heddle.perf.streams.Arrivals;
import io.heddle.perf.streams.Fleet;
import java.time.Duration;

/** Waits until a change is everywhere, at most 30 s from its cause: what is late is shown so. */
final class Waiting {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final Fleet callers;
  private final Deadline deadline;

  Waiting(Fleet callers, Deadline deadline) {
    this.callers = callers;
    this.deadline = deadline;
  }

  Change seen(String what, Arrivals arrivals, long causeNanos)
      throws InterruptedException, OutOfTimeException {
    long left = BOUND.toNanos() - (deadline.clocks().ticker().getAsLong() - causeNanos);
    var _ = arrivals.await(Duration.ofNanos(Math.min(left, deadline.left().toNanos())));
    callers.forget(arrivals);
    if (deadline.isOver()) {
      throw new OutOfTimeException();
    }
    return Change.of(what, arrivals, causeNanos);
  }
}
