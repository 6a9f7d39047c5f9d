package io.heddle.controlplane.xds.conformance;

import io.heddle.controlplane.xds.MeshThread;
import io.heddle.controlplane.xds.MeshThread.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A mesh thread of its own, whose time stands still until a test moves it. */
final class MeshByHand {
  private static final long DEADLINE_SECONDS = 10;

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  // What follows belongs to the mesh thread.
  private final Queue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::order));
  private long nanos;
  private long order;

  ExecutorService executor() {
    return executor;
  }

  MeshThread thread() {
    return new MeshThread(executor, this::after, () -> nanos, () -> Instant.EPOCH.plusNanos(nanos));
  }

  /** Returns when everything that is due by then has run. */
  void advance(Duration duration) {
    CompletableFuture.runAsync(() -> run(duration), executor)
        .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private void run(Duration duration) {
    long until = nanos + duration.toNanos();
    while (!alarms.isEmpty() && alarms.element().at() <= until) {
      Alarm alarm = alarms.remove();
      nanos = alarm.at();
      alarm.task().run();
    }
    nanos = until;
  }

  private Cancellation after(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(nanos + delay.toNanos(), order++, task);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  private record Alarm(long at, long order, Runnable task) {}
}
