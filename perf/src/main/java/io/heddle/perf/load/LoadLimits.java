package io.heddle.perf.load;

import java.time.Duration;

/**
 * The bounds of a load run.
 *
 * @param timeout from the intended send time to the whole answer
 * @param reuseIdle how long an idle connection may be reused
 * @param connections open at once, over all targets
 * @param failuresKept with their details; all are counted
 */
public record LoadLimits(Duration timeout, Duration reuseIdle, int connections, int failuresKept) {
  public static final LoadLimits DEFAULT =
      new LoadLimits(Duration.ofSeconds(5), Duration.ofSeconds(2), 8_192, 1_000);

  public LoadLimits {
    requirePositive("timeout", timeout);
    requirePositive("reuse idle", reuseIdle);
    requirePositive("connections", connections);
    requirePositive("failures kept", failuresKept);
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
