package io.heddle.controlplane.up;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The end of processes that go for good: each is asked to stop, asked again because nobody will
 * take its place, pressed, and at last killed with all that it started.
 */
final class Ending {
  private final Patience patience;

  /**
   * How long each step may take.
   *
   * @param again until it is asked again, which a drain takes as: wait for nobody
   * @param stop from then on, for the application
   * @param kill from then on, for what is left
   */
  record Patience(Duration again, Duration stop, Duration kill) {
    static final Patience DEFAULT =
        new Patience(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(1));
  }

  /** A process, as far as it can be ended. */
  interface Unit {
    CompletableFuture<Integer> exit();

    void terminate();

    List<ProcessHandle> descendants();

    void kill();
  }

  Ending(Patience patience) {
    this.patience = patience;
  }

  /** Returns when all of them have ended. */
  void all(List<? extends Unit> units) throws InterruptedException {
    List<Thread> endings =
        units.stream().map(unit -> Thread.ofVirtual().start(() -> one(unit))).toList();
    for (Thread ending : endings) {
      ending.join();
    }
  }

  private void one(Unit unit) {
    Set<ProcessHandle> started = new LinkedHashSet<>();
    try {
      for (Duration step : List.of(patience.again(), patience.stop(), patience.kill())) {
        started.addAll(unit.descendants());
        unit.terminate();
        if (hasEnded(unit, step)) {
          return;
        }
      }
      unit.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // What its own parent left behind.
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean hasEnded(Unit unit, Duration within) throws InterruptedException {
    try {
      unit.exit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
