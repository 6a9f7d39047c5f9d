package io.heddle.controlplane;

import io.heddle.controlplane.rollout.MeshClock;
import io.heddle.controlplane.rollout.Timers;
import io.heddle.controlplane.xds.MeshThread;
import io.heddle.controlplane.xds.MeshThread.Cancellation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mesh thread: all state of the mesh belongs to it, so nothing needs a lock. */
final class MeshExecutor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MeshExecutor.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("mesh").unstarted(task));

  /** After {@link #close} tasks are dropped: their connections end as well. */
  void execute(Runnable task) {
    try {
      thread.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      log.debug("stopped: {} is not run", task);
    }
  }

  MeshThread meshThread() {
    return new MeshThread(this::execute, this::after, System::nanoTime, InstantSource.system());
  }

  MeshClock clock() {
    Timers timers =
        (nanos, task) -> {
          Duration delay = Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
          return after(delay, task)::cancel;
        };
    return new MeshClock(InstantSource.system(), System::nanoTime, timers);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Cancellation after(Duration delay, Runnable task) {
    try {
      ScheduledFuture<?> future =
          thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  // One task that fails must not end the thread, nor go unseen.
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("task on the mesh thread failed", e);
    }
  }
}
