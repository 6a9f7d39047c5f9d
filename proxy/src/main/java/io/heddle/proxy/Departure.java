package io.heddle.proxy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How a sidecar comes to its end: drained, without its application, with nothing in flight. What
 * the master has to know of the way is said once. On the control loop, except for {@link #await}.
 */
final class Departure {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** For what is in flight when nobody waits for it but its clients. */
  private static final Duration LONGEST_FINISH = Duration.ofSeconds(2);

  private final ScheduledExecutorService loop;
  private final IntSupplier inFlight;
  private final Master master;
  private final Duration grace;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private Duration left = Duration.ZERO;
  private boolean startedSaid;
  private boolean drained;
  private boolean applicationExited;
  private boolean finishing;

  Departure(ScheduledExecutorService loop, IntSupplier inFlight, Master master, Duration grace) {
    this.loop = loop;
    this.inFlight = inFlight;
    this.master = master;
    this.grace = grace;
  }

  void started() {
    if (!startedSaid) {
      startedSaid = true;
      master.started();
    }
  }

  void drained() {
    drained = true;
    master.drained();
    finishIfLast();
  }

  void applicationExited() {
    applicationExited = true;
    finishIfLast();
  }

  void hasten() {
    if (finishing) {
      exit.complete(0);
    }
  }

  /** Gives the exit code. */
  CompletableFuture<Integer> exit() {
    return exit;
  }

  int await() throws InterruptedException {
    try {
      return exit.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void finishIfLast() {
    if (drained && (applicationExited || !master.ownsApplication()) && !finishing) {
      finishing = true;
      left = master.ownsApplication() ? LONGEST_FINISH : grace;
      finish();
    }
  }

  private void finish() {
    if (inFlight.getAsInt() == 0 || left.isNegative()) {
      exit.complete(0);
      return;
    }
    left = left.minus(LOOK_EVERY);
    var _ = loop.schedule(this::finish, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }
}
