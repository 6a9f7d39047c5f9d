package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at sidecars often, as the time of a thread that has ended cannot be read any more. */
final class CpuWatch implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final List<SidecarCpu> sidecars;
  private final CountDownLatch ended = new CountDownLatch(1);

  private CpuWatch(List<SidecarCpu> sidecars) {
    this.sidecars = List.copyOf(sidecars);
  }

  static CpuWatch start(SidecarCpu... sidecars) {
    CpuWatch watch = new CpuWatch(List.of(sidecars));
    var _ = Thread.ofPlatform().daemon().name("cpu-watch").start(watch::run);
    return watch;
  }

  private void run() {
    try {
      while (!ended.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        for (SidecarCpu sidecar : sidecars) {
          sidecar.look();
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
