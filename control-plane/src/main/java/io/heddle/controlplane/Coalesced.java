package io.heddle.controlplane;

import java.util.concurrent.Executor;

/**
 * Runs a task once after many causes: behind everything that already waits. Confined to the thread
 * of its executor.
 */
final class Coalesced implements Runnable {
  private final Executor executor;
  private final Runnable task;
  private boolean queued;

  Coalesced(Executor executor, Runnable task) {
    this.executor = executor;
    this.task = task;
  }

  @Override
  public void run() {
    if (!queued) {
      queued = true;
      executor.execute(this::runQueued);
    }
  }

  private void runQueued() {
    queued = false;
    task.run();
  }
}
