package io.heddle.examples.demo;

import io.heddle.examples.mix.KindResult;
import io.heddle.examples.mix.MixFindings;
import java.util.List;
import java.util.Locale;

/** The report of the mixed load for people. */
final class MixReportText {
  private static final int SHOWN = 8;
  private static final String HEAD =
      "  %-20s %9s %9s %7s %7s %9s %9s %11s %12s%n"
          .formatted(
              "kind",
              "sent",
              "sessions",
              "failed",
              "moved",
              "p50 ms",
              "p99 ms",
              "duplicates",
              "misdirected");

  private MixReportText() {}

  static String of(MixResult result) {
    MixFindings findings = result.findings();
    StringBuilder text = new StringBuilder("\nMixed load, with all protections:\n").append(HEAD);
    findings.kinds().forEach(kind -> text.append(row(kind)));
    text.append(
        String.format(
            Locale.ROOT,
            "  in all: sent %d  failed %d  moved %d  duplicates %d  misdirected %d  rollouts %d"
                + " (%d rolled back)%n",
            findings.sum(KindResult::sent),
            findings.sum(KindResult::failed),
            findings.sum(KindResult::moved),
            findings.sum(KindResult::duplicates),
            findings.sum(KindResult::misdirected),
            result.rollouts().size(),
            result.rolledBack()));
    appendSidecars(text, result.sidecars());
    append(text, "failures", findings.failures(), findings.sum(KindResult::failed));
    append(text, "disagreements", findings.disagreements(), findings.disagreementCount());
    if (findings.disagreementCount() == 0) {
      text.append("  clients and ledgers agree\n");
    }
    return text.append('\n').toString();
  }

  private static String row(KindResult kind) {
    return String.format(
        Locale.ROOT,
        "  %-20s %9d %9s %7d %7s %9.1f %9.1f %11d %12d%n",
        kind.kind().label(),
        kind.sent(),
        ofSession(kind, kind.sessions()),
        kind.failed(),
        ofSession(kind, kind.moved()),
        kind.p50Millis(),
        kind.p99Millis(),
        kind.duplicates(),
        kind.misdirected());
  }

  private static String ofSession(KindResult kind, long count) {
    return kind.kind().isSession() ? Long.toString(count) : "-";
  }

  private static void appendSidecars(StringBuilder text, SidecarTotals sidecars) {
    text.append(
        String.format(
            Locale.ROOT,
            "  sidecars: misdirected %d  failed %d  redispatched %d  repeated %d%n",
            sidecars.misdirected(),
            sidecars.failed(),
            sidecars.redispatched(),
            sidecars.repeated()));
  }

  private static void append(StringBuilder text, String what, List<String> lines, long count) {
    if (count > 0) {
      text.append("  ").append(count).append(' ').append(what).append(":\n");
      lines.stream().limit(SHOWN).forEach(line -> text.append("    ").append(line).append('\n'));
    }
  }
}
