package io.heddle.perf;

import io.heddle.perf.load.Failure;
import io.heddle.perf.load.LoadReport;
import io.heddle.perf.load.Waits;
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
    text.append(waits(report.waits()));
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

  private static String waits(Waits waits) {
    return waits.equals(Waits.NONE)
        ? ""
        : "waited for a connection %d  queue depth p50 %d  p99 %d  max %d%n"
            .formatted(waits.requests(), waits.p50Depth(), waits.p99Depth(), waits.maxDepth());
  }

  static String json(LoadReport report) {
    return String.format(
        Locale.ROOT,
        """
        {
          "requests": %d,
          "failed": %d,
          "latency_ms": {"p50": %.3f, "p99": %.3f, "max": %.3f},
          "waited": %d,
          "queue_depth": {"p50": %d, "p99": %d, "max": %d}
        }
        """,
        report.requests(),
        report.failed(),
        report.latencyMillis(50),
        report.latencyMillis(99),
        report.maxLatencyMillis(),
        report.waits().requests(),
        report.waits().p50Depth(),
        report.waits().p99Depth(),
        report.waits().maxDepth());
  }
}
