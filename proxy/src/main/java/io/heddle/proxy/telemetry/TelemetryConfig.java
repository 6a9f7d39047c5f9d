package io.heddle.proxy.telemetry;

import java.time.Duration;

/**
 * What is kept about traffic.
 *
 * @param series about traffic, at most
 * @param seriesIdle a series without news for so long is dropped
 * @param queuedLines of the access log
 */
public record TelemetryConfig(
    int series, Duration seriesIdle, AccessLogMode accessLog, int queuedLines) {
  public TelemetryConfig {
    if (series < 1) {
      throw new IllegalArgumentException("series: " + series + " (expected: >= 1)");
    }
    if (queuedLines < 1) {
      throw new IllegalArgumentException("queuedLines: " + queuedLines + " (expected: >= 1)");
    }
  }
}
