package io.heddle.examples.demo;

import io.heddle.perf.load.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report for people. */
final class DemoReportText {
  private static final int SHOWN = 8;

  private DemoReportText() {}

  static String of(DemoReport report) {
    StringBuilder text = new StringBuilder("\n");
    append(text, report.without());
    report.with().ifPresent(part -> append(text, part));
    return text.toString();
  }

  private static void append(StringBuilder text, PartResult part) {
    Set<Protection> without = part.plan().without();
    line(
        text,
        without.isEmpty()
            ? "With barrier, gate and unprocessed mark:"
            : "Without " + Protection.format(without) + ":");
    line(
        text,
        String.format(
            Locale.ROOT,
            "  requests %d  failed %d  misdirected %d  duplicates %d  rollouts %d (%d rolled back)",
            part.load().requests(),
            part.load().failed(),
            part.sidecars().misdirected(),
            part.findings().duplicates(),
            part.rollouts().size(),
            part.rolledBack()));
    appendTimes(text, part);
    appendFailures(text, part);
    appendAgreement(text, part);
    if (without.isEmpty()) {
      appendBound(text, part);
    }
    text.append('\n');
  }

  private static void appendTimes(StringBuilder text, PartResult part) {
    SidecarTotals.PropagationMillis propagation = part.sidecars().propagation();
    line(
        text,
        String.format(
            Locale.ROOT,
            "  latency p50 %.1f ms  p99 %.1f ms  max %.1f ms",
            part.load().latencyMillis(50),
            part.load().latencyMillis(99),
            part.load().maxLatencyMillis()));
    line(
        text,
        String.format(
            Locale.ROOT,
            "  propagation p50 %.1f ms  p99 %.1f ms  max %.1f ms over %d changes",
            propagation.p50(),
            propagation.p99(),
            propagation.max(),
            propagation.count()));
  }

  private static void appendFailures(StringBuilder text, PartResult part) {
    List<Failure> failures = part.load().failures();
    Map<String, Long> byReason =
        failures.stream()
            .collect(Collectors.groupingBy(Failure::reason, TreeMap::new, Collectors.counting()));
    byReason.entrySet().stream()
        .limit(SHOWN)
        .forEach(entry ->
            line(
                text, String.format(Locale.ROOT, "    %d x %s", entry.getValue(), entry.getKey())));
    if (part.load().failed() > 0) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "  of the failed, %d were executed and their answer was lost; %d POSTs reached no catalog",
              part.findings().executedButLost(),
              part.findings().neverExecutedPosts()));
    }
    if (part.plan().kills() > 0) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "  %d POSTs failed that were due after the killed application was gone",
              part.postsLostAfterKill()));
    }
    for (Protection protection : part.plan().without().stream().sorted().toList()) {
      line(
          text,
          String.format(
              Locale.ROOT, "  without %s, %s", protection.flag(), protection.symptomWithout()));
    }
  }

  private static void appendAgreement(StringBuilder text, PartResult part) {
    if (part.findings().disagreementCount() == 0) {
      line(text, String.format(Locale.ROOT, "  generator, ledgers and sidecars agree"));
      return;
    }
    line(
        text,
        String.format(Locale.ROOT, "  %d disagreements:", part.findings().disagreementCount()));
    part.findings().disagreements().stream()
        .limit(SHOWN)
        .forEach(disagreement -> line(text, String.format(Locale.ROOT, "    %s", disagreement)));
  }

  private static void appendBound(StringBuilder text, PartResult part) {
    long requests = part.load().requests();
    if (part.load().failed() == 0 && requests > 0) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "  0 of N = %d lost: with 95 %% confidence fewer than 3/N = %.5f %% are",
              requests,
              300.0 / requests));
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
