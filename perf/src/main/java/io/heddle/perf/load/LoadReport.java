package io.heddle.perf.load;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a load run found.
 *
 * @param failures the first ones, with details
 * @param latencyMicros of the right answers, from the intended send time
 * @param waits for a connection, where their number is fixed
 */
public record LoadReport(
    long requests,
    long failed,
    List<Failure> failures,
    Histogram latencyMicros,
    Outcomes outcomes,
    Waits waits) {
  public LoadReport {
    failures = List.copyOf(failures);
  }

  public double latencyMillis(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1000.0;
  }

  public double maxLatencyMillis() {
    return latencyMicros.getMaxValue() / 1000.0;
  }
}
