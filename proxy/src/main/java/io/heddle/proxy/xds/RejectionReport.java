package io.heddle.proxy.xds;

import java.util.List;

/** The text of a NACK: a line for each resource, the first ones with the reason. */
final class RejectionReport {
  static final int MAX_LINE = 500;
  static final int MAX_LINES = 100;

  private RejectionReport() {}

  /** Empty when there is nothing to report. */
  static String of(List<Rejection> rejections) {
    StringBuilder report = new StringBuilder();
    int reported = Math.min(MAX_LINES, rejections.size());
    for (Rejection rejection : rejections.subList(0, reported)) {
      String line = rejection.toString().replace('\n', ' ');
      report
          .append(report.isEmpty() ? "" : "\n")
          .append(line, 0, Math.min(MAX_LINE, line.length()));
    }
    // Whoever reads it takes what is not named for accepted.
    for (Rejection rejection : rejections.subList(reported, rejections.size())) {
      report.append("\n").append(rejection.key());
    }
    return report.toString();
  }
}
