package io.heddle.controlplane.rollout;

/** Runs something later on the mesh thread. */
public interface Timers {
  /** Runs {@code task} once the ticker has reached {@code nanos}; soon if it has. */
  Timer at(long nanos, Runnable task);

  /** A task that may still be called off. */
  interface Timer {
    void cancel();
  }
}
