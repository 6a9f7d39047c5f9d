package io.heddle.controlplane.identity;

import io.heddle.controlplane.xds.MeshThread.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A date and a monotonic clock that move together when a test says so. */
final class HandMovedClock implements InstantSource {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final List<Alarm> alarms = new ArrayList<>();
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
    List<Alarm> due = alarms.stream().filter(alarm -> alarm.nanos() <= nanos).toList();
    alarms.removeAll(due);
    due.forEach(alarm -> alarm.task().run());
  }

  /** Runs the task when time has been moved so far. */
  synchronized Cancellation after(Duration delay, Runnable task) {
    Alarm alarm = new Alarm(nanos + delay.toNanos(), task);
    alarms.add(alarm);
    notifyAll();
    return () -> cancel(alarm);
  }

  /** Waits until something has been put off. */
  synchronized void awaitAlarm() throws InterruptedException {
    while (alarms.isEmpty()) {
      wait();
    }
  }

  private synchronized void cancel(Alarm alarm) {
    alarms.remove(alarm);
  }

  private record Alarm(long nanos, Runnable task) {}
}
