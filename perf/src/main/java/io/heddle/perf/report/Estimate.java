package io.heddle.perf.report;

import java.util.List;

/**
 * The median of what a few rounds showed, and where the true one lies.
 *
 * <p>The interval is made of order statistics, so it assumes nothing about how the values are
 * spread.
 *
 * @param low an end of the interval
 * @param high its other end
 * @param confidence that the interval holds the true median; below 0.95 where rounds are too few
 */
public record Estimate(
    double median, double min, double low, double high, double confidence, int rounds) {
  private static final double WANTED = 0.95;
  private static final int MAX_VALUES = 1_000;

  public static Estimate of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    if (count < 1 || count > MAX_VALUES) {
      throw new IllegalArgumentException("values: " + count + " (expected: 1-" + MAX_VALUES + ")");
    }
    int rank = 0;
    while (2 * (rank + 1) < count && confidence(count, rank + 1) >= WANTED) {
      rank++;
    }
    return new Estimate(
        (sorted[(count - 1) / 2] + sorted[count / 2]) / 2,
        sorted[0],
        sorted[rank],
        sorted[count - 1 - rank],
        confidence(count, rank),
        count);
  }

  /**
   * How surely the true median is neither below so many of the values nor above so many: a value is
   * below it as often as a coin falls on one side.
   */
  private static double confidence(int count, int rank) {
    double term = Math.pow(0.5, count);
    double tail = term;
    for (int i = 0; i < rank; i++) {
      term *= (double) (count - i) / (i + 1);
      tail += term;
    }
    return Math.max(0, 1 - 2 * tail);
  }
}
