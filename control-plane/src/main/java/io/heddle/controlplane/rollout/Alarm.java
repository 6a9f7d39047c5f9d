package io.heddle.controlplane.rollout;

import io.heddle.controlplane.rollout.Timers.Timer;
import org.jspecify.annotations.Nullable;

/** One task's next run; confined to the mesh thread. */
final class Alarm {
  static final long NEVER = Long.MAX_VALUE;

  private final Timers timers;
  private final Runnable task;
  private @Nullable Timer timer;
  private long atNanos = NEVER;

  Alarm(Timers timers, Runnable task) {
    this.timers = timers;
    this.task = task;
  }

  /** Replaces the next run. */
  void set(long nanos) {
    if (nanos == atNanos) {
      return;
    }
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    atNanos = nanos;
    if (nanos != NEVER) {
      timer = timers.at(nanos, this::ring);
    }
  }

  /** Runs it behind all that waits already, unless it is due anyway. */
  void soon(long nowNanos) {
    if (atNanos > nowNanos) {
      set(nowNanos);
    }
  }

  private void ring() {
    timer = null;
    atNanos = NEVER;
    task.run();
  }
}
