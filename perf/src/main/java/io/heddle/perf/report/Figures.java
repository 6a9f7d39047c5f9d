package io.heddle.perf.report;

import java.util.Locale;

/** Numbers as people read them: three digits that matter. */
public final class Figures {
  private Figures() {}

  public static String text(double value) {
    double size = Math.abs(value);
    String form = size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }

  /** The median with its interval. */
  public static String text(Estimate estimate) {
    return "%s (%s to %s)"
        .formatted(text(estimate.median()), text(estimate.low()), text(estimate.high()));
  }
}
