package io.heddle.perf.load;

import java.time.Duration;

/**
 * The bounds of a load run.
 *
 * @param timeout from the intended send time to the whole answer
 * @param reuseIdle how long an idle connection may be reused; a fixed one always
 * @param connections open at once, over all targets
 * @param failuresKept with their details; all are counted
 * @param pooling what a request does when all open connections are busy
 */
public record LoadLimits(
    Duration timeout, Duration reuseIdle, int connections, int failuresKept, Pooling pooling) {
  public static final LoadLimits DEFAULT =
      new LoadLimits(Duration.ofSeconds(5), Duration.ofSeconds(2), 8_192, 1_000);

  public LoadLimits {
    requirePositive("timeout", timeout);
    requirePositive("reuse idle", reuseIdle);
    requirePositive("connections", connections);
    requirePositive("failures kept", failuresKept);
  }

  /** With as many connections as needed. */
  public LoadLimits(Duration timeout, Duration reuseIdle, int connections, int failuresKept) {
    this(timeout, reuseIdle, connections, failuresKept, Pooling.GROWING);
  }

  /** The same with exactly this many connections. */
  public LoadLimits withFixed(int count) {
    return new LoadLimits(timeout, reuseIdle, count, failuresKept, Pooling.FIXED);
  }

  private static void requirePositive(String what, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: > 0)");
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: >= 1)");
    }
  }
}
