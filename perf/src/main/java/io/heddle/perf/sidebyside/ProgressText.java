package io.heddle.perf.sidebyside;

import java.util.List;
import java.util.Locale;

/** What a run says of a contender that has had its turn. */
final class ProgressText {
  private ProgressText() {}

  static String of(List<Traffic> direct) {
    StringBuilder text = new StringBuilder();
    direct.forEach(traffic -> text.append(of(traffic)));
    return text.toString();
  }

  static String of(PairRun run) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "  ready in %.0f ms", run.readyMillis()));
    for (Phase phase : run.phases()) {
      text.append(of(phase.traffic()));
      text.append(String.format(Locale.ROOT, " CPU %.0f us", phase.microsPerSidecar()));
    }
    return text.toString();
  }

  private static String of(Traffic traffic) {
    return String.format(
        Locale.ROOT,
        "  %d/s: p50 %.2f p99 %.2f ms%s",
        traffic.requestsPerSecond(),
        traffic.p50Millis(),
        traffic.p99Millis(),
        traffic.failed() == 0 ? "" : " failed " + traffic.failed());
  }
}
