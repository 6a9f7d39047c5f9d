package io.heddle.perf.controlplane;

import io.heddle.perf.report.Percentile;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run says of a scenario that has ended. */
final class ProgressText {
  private ProgressText() {}

  static String of(Phase phase) {
    return String.format(
        Locale.ROOT,
        "round %d %s %s: %.1f s, server CPU %.2f s, proxies' %.2f s, %.1f MB%s",
        phase.round(),
        phase.scenario(),
        phase.contender(),
        phase.spent().seconds(),
        phase.spent().serverNanos() / 1e9,
        phase.spent().clientNanos() / 1e9,
        phase.spent().receivedBytes() / 1e6,
        phase.changes().stream()
            .map(Change::what)
            .distinct()
            .map(what -> latest(phase, what))
            .collect(Collectors.joining()));
  }

  private static String latest(Phase phase, String what) {
    double[] last =
        phase.of(what).stream()
            .mapToDouble(Change::lastMillis)
            .filter(it -> !Double.isNaN(it))
            .sorted()
            .toArray();
    long late = phase.of(what).stream().filter(change -> !change.isWhole()).count();
    return last.length == 0
        ? "; " + what + " never"
        : String.format(
            Locale.ROOT,
            "; %s: last p50 %.1f p99 %.1f ms%s",
            what,
            Percentile.of(last, 50),
            Percentile.of(last, 99),
            late == 0 ? "" : ", " + late + " not everywhere");
  }
}
