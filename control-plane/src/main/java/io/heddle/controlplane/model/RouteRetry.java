package io.heddle.controlplane.model;

import java.time.Duration;
import java.util.List;

/**
 * How often a request is tried again after its connection failed or it was answered with a status
 * of {@code codes}.
 *
 * @param codes in ascending order
 * @param attempts after the first try; 0: it is not tried again
 * @param backoff before the first repetition, at most; it doubles with each
 */
public record RouteRetry(List<Integer> codes, int attempts, Duration backoff) {
  public static final int DEFAULT_ATTEMPTS = 1;
  public static final int MAX_ATTEMPTS = 10;
  public static final int MIN_CODE = 400;
  public static final int MAX_CODE = 599;
  public static final Duration DEFAULT_BACKOFF = Duration.ofMillis(25);
  public static final RouteRetry NONE = new RouteRetry(List.of(), 0, DEFAULT_BACKOFF);

  public RouteRetry {
    codes = codes.stream().sorted().distinct().toList();
    if (attempts < 0 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("attempts: " + attempts + " (expected: 0-10)");
    }
    if (!backoff.isPositive()) {
      throw new IllegalArgumentException("backoff: " + backoff + " (expected: more than 0)");
    }
  }

  public boolean isNone() {
    return attempts == 0;
  }
}
