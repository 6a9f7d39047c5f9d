package io.heddle.examples.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until something is so, and never longer than its bound. */
public final class Await {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Await() {}

  /** Something that comes to be so; a failed look at it is one that has not seen it. */
  public interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Returns as soon as the condition holds; fails once the bound has passed. */
  public static void until(String what, Duration bound, Condition condition)
      throws InterruptedException {
    long start = System.nanoTime();
    String lastLook = "it did not hold";
    while (System.nanoTime() - start < bound.toNanos()) {
      try {
        if (condition.holds()) {
          return;
        }
        lastLook = "it did not hold";
      } catch (IOException e) {
        lastLook = e.toString();
      }
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException(what);
      }
    }
    throw new AssertionError(what + ": not within " + bound + ", at last: " + lastLook);
  }
}
