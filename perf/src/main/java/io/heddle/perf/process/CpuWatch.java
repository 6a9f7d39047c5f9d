package io.heddle.perf.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at processes often, as the time of a thread that has ended cannot be read any more. */
public final class CpuWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final List<ProcessCpu> processes;
  private final CountDownLatch ended = new CountDownLatch(1);

  private CpuWatch(List<ProcessCpu> processes) {
    this.processes = List.copyOf(processes);
  }

  public static CpuWatch start(ProcessCpu... processes) {
    CpuWatch watch = new CpuWatch(List.of(processes));
    var _ = Thread.ofPlatform().daemon().name("cpu-watch").start(watch::run);
    return watch;
  }

  private void run() {
    try {
      while (!ended.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        for (ProcessCpu process : processes) {
          process.look();
        }
      }
    } catch (IOException | InterruptedException _) {
      // Who measures reads the same files, and says what is wrong with them.
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
