package io.heddle.examples.peers;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which nothing happens for longer than the sidecars let one of HTTP idle, beside
 * the other tests of a class.
 */
final class Idle<T extends @Nullable Object> {
  /** A sidecar's idle times for HTTP are 60 and 90 s. */
  static final Duration TIME = Duration.ofSeconds(100);

  private static final Duration BOUND = TIME.plusSeconds(30);

  private final FutureTask<T> task;

  private Idle(FutureTask<T> task) {
    this.task = task;
  }

  static <T extends @Nullable Object> Idle<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofPlatform().daemon().name("idle").start(future);
    return new Idle<>(future);
  }

  /** What came of it. */
  T result() throws InterruptedException, ExecutionException, TimeoutException {
    return task.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
  }
}
