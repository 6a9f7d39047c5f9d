package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.MeshThread.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A mesh thread that is the caller's own, with time moved by hand; a task that is executed inside
 * another runs after it.
 */
final class TestMesh {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Queue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::order));
  private boolean isRunning;
  private long nanos = 1_000;
  private long order;

  MeshThread thread() {
    return new MeshThread(
        this::execute,
        this::after,
        () -> nanos,
        () -> Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos));
  }

  void execute(Runnable task) {
    tasks.add(task);
    if (!isRunning) {
      isRunning = true;
      try {
        while (!tasks.isEmpty()) {
          tasks.remove().run();
        }
      } finally {
        isRunning = false;
      }
    }
  }

  void advance(Duration duration) {
    long until = nanos + duration.toNanos();
    while (!alarms.isEmpty() && alarms.element().at() <= until) {
      Alarm alarm = alarms.remove();
      nanos = alarm.at();
      execute(alarm.task());
    }
    nanos = until;
  }

  void advanceMillis(long millis) {
    advance(Duration.ofMillis(millis));
  }

  int alarms() {
    return alarms.size();
  }

  private Cancellation after(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(nanos + delay.toNanos(), order++, task);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  private record Alarm(long at, long order, Runnable task) {}
}
