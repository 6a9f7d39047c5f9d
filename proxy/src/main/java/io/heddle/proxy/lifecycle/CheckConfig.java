package io.heddle.proxy.lifecycle;

import java.time.Duration;

/**
 * How the application is checked.
 *
 * @param interval between checks while it passes
 * @param retry between checks while it does not
 * @param failures in a row that make a healthy application unhealthy
 */
public record CheckConfig(
    CheckTarget target, Duration interval, Duration retry, Duration timeout, int failures) {
  public CheckConfig {
    if (failures < 1) {
      throw new IllegalArgumentException("failures: " + failures + " (expected: >= 1)");
    }
  }
}
