package io.heddle.perf;

import io.heddle.perf.load.Failure;
import io.heddle.perf.load.LoadReport;
import java.util.Locale;

/** A load report as text for people and as JSON for programs. */
final class LoadReportText {
  private static final int FAILURES_SHOWN = 10;

  private LoadReportText() {}

  static String of(LoadReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "requests %d  failed %d  latency p50 %.1f ms  p99 %.1f ms  max %.1f ms%n",
            report.requests(),
            report.failed(),
            report.latencyMillis(50),
            report.latencyMillis(99),
            report.maxLatencyMillis()));
    for (Failure failure : report.failures().stream().limit(FAILURES_SHOWN).toList()) {
      text.append(
          String.format(
              "  %s %s %s at %s: %s%n",
              failure.id(), failure.method(), failure.target(), failure.at(), failure.reason()));
    }
    if (report.failed() > FAILURES_SHOWN) {
      text.append(String.format("  and %d more%n", report.failed() - FAILURES_SHOWN));
    }
    return text.toString();
  }

  static String json(LoadReport report) {
    return String.format(
        Locale.ROOT,
        """
        {
          "requests": %d,
          "failed": %d,
          "latency_ms": {"p50": %.3f, "p99": %.3f, "max": %.3f}
        }
        """,
        report.requests(),
        report.failed(),
        report.latencyMillis(50),
        report.latencyMillis(99),
        report.maxLatencyMillis());
  }
}
