package io.heddle.proxy.config;

import java.time.Duration;
import java.util.Set;

/**
 * When and how often a request is tried again although an application may have read it.
 *
 * @param retries after the first try, at most
 * @param statuses of responses that are not passed on while the request may be tried again
 * @param baseInterval what the first wait is shorter than
 * @param maxInterval what every wait is shorter than
 */
public record RetryPolicy(
    int retries,
    Set<Cause> causes,
    Set<Integer> statuses,
    Duration baseInterval,
    Duration maxInterval) {
  public static final Duration BASE_INTERVAL = Duration.ofMillis(25);
  public static final int MAX_INTERVAL_FACTOR = 10;
  public static final RetryPolicy NONE =
      new RetryPolicy(
          0, Set.of(), Set.of(), BASE_INTERVAL, BASE_INTERVAL.multipliedBy(MAX_INTERVAL_FACTOR));

  /** Why a try did not do. */
  public enum Cause {
    /** No connection came about. */
    CONNECT_FAILURE,
    /** The other side said that it did not take it. */
    REFUSED,
    /** The connection ended before the response's head was whole. */
    RESET,
    /** It took too long. */
    TIMEOUT,
    /** A response had one of the statuses. */
    STATUS
  }

  public RetryPolicy {
    causes = Set.copyOf(causes);
    statuses = Set.copyOf(statuses);
    if (retries < 0) {
      throw new IllegalArgumentException("retries: " + retries + " (expected: >= 0)");
    }
    if (!baseInterval.isPositive() || maxInterval.compareTo(baseInterval) < 0) {
      throw new IllegalArgumentException(
          "intervals: " + baseInterval + ", " + maxInterval + " (expected: 0 < base <= max)");
    }
  }
}
