package io.heddle.controlplane.rollout;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Samples of how long changes took; percentiles are of the last 10,000. */
final class PropagationTimes {
  private static final int MAX_SAMPLES = 10_000;

  private double[] millis = new double[64];
  private long count;
  private double max;
  private String slowest = "";

  void add(long nanos, String proxy) {
    double sample = (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
    int place = (int) (count % MAX_SAMPLES);
    if (place == millis.length) {
      millis = Arrays.copyOf(millis, Math.min(MAX_SAMPLES, millis.length * 2));
    }
    millis[place] = sample;
    if (count == 0 || sample > max) {
      max = sample;
      slowest = proxy;
    }
    count++;
  }

  PropagationSummary summary() {
    double[] sorted = Arrays.copyOf(millis, (int) Math.min(count, MAX_SAMPLES));
    Arrays.sort(sorted);
    return new PropagationSummary(
        percentile(sorted, 0.5), percentile(sorted, 0.99), max, count, slowest);
  }

  /** The smallest sample that at least this share of all does not exceed. */
  private static double percentile(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
