package io.heddle.perf.report;

/** The value that so many per cent of all do not exceed: one of them, by the nearest rank. */
public final class Percentile {
  private Percentile() {}

  /**
   * One of the values.
   *
   * @param sorted in order, at least one
   */
  public static double of(double[] sorted, double percent) {
    if (sorted.length == 0 || percent <= 0 || percent > 100) {
      throw new IllegalArgumentException(
          "percentile: %s of %d values (expected: up to 100 of at least one)"
              .formatted(percent, sorted.length));
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }
}
