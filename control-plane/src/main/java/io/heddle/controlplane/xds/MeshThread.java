package io.heddle.controlplane.xds;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The one thread that owns the mesh's state, and its time.
 *
 * @param executor runs tasks on the thread, in order
 * @param timer runs tasks later, on the same thread
 * @param nanoTime for durations; never goes back
 * @param clock for what people read
 */
public record MeshThread(
    Executor executor, Timer timer, LongSupplier nanoTime, InstantSource clock) {
  /** The single thread of {@code executor}, with the system's clocks. */
  public static MeshThread on(ScheduledExecutorService executor) {
    Timer timer =
        (delay, task) -> {
          ScheduledFuture<?> future =
              executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
          return () -> future.cancel(false);
        };
    return new MeshThread(executor, timer, System::nanoTime, InstantSource.system());
  }

  /** Runs a task on the mesh thread after a delay. */
  public interface Timer {
    Cancellation after(Duration delay, Runnable task);
  }

  /** Calls off what was scheduled; without effect once that has run. */
  public interface Cancellation {
    void cancel();
  }
}
