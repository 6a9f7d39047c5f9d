package io.heddle.perf.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * A figure of a pair in a round.
 *
 * @param id a name for files and programs
 * @param value of a pair, in its round
 */
record Metric(
    String id, String title, String unit, Basis basis, ToDoubleBiFunction<PairRun, Round> value) {
  private static final double KIB_PER_MIB = 1_024;

  /** Which rounds a figure is taken from. */
  enum Basis {
    ALL,
    /** Those in which nothing else slowed the host: what is told by latencies. */
    QUIET
  }

  static List<Metric> all(List<Integer> rates) {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      metrics.addAll(at(rates.get(i), i));
    }
    metrics.addAll(cold());
    metrics.addAll(footprint());
    return metrics;
  }

  private static List<Metric> at(int rate, int i) {
    String at = " at " + rate + "/s";
    return List.of(
        new Metric(
            "cpu-" + rate,
            "CPU per request" + at,
            "µs",
            Basis.ALL,
            (pair, _) -> pair.phases().get(i).microsPerSidecar()),
        new Metric(
            "added-p50-" + rate,
            "Added p50" + at,
            "ms",
            Basis.QUIET,
            (pair, round) -> p50(pair, i) - round.direct().get(i).p50Millis()),
        new Metric(
            "added-p99-" + rate,
            "Added p99" + at,
            "ms",
            Basis.QUIET,
            (pair, round) -> p99(pair, i) - round.direct().get(i).p99Millis()));
  }

  private static List<Metric> cold() {
    return List.of(
        new Metric(
            "cold-cpu",
            "Cold: CPU per request",
            "µs",
            Basis.ALL,
            (pair, _) -> pair.cold().microsPerSidecar()),
        new Metric(
            "cold-p50",
            "Cold: p50",
            "ms",
            Basis.QUIET,
            (pair, _) -> pair.cold().traffic().p50Millis()),
        new Metric(
            "cold-p99",
            "Cold: p99",
            "ms",
            Basis.QUIET,
            (pair, _) -> pair.cold().traffic().p99Millis()));
  }

  private static List<Metric> footprint() {
    return List.of(
        new Metric(
            "ready", "Start to first answer", "ms", Basis.ALL, (pair, _) -> pair.readyMillis()),
        new Metric(
            "rss",
            "RSS of a sidecar",
            "MiB",
            Basis.ALL,
            (pair, _) -> (pair.client().rssKib() + pair.server().rssKib()) / 2.0 / KIB_PER_MIB),
        new Metric(
            "pss",
            "PSS of a sidecar",
            "MiB",
            Basis.ALL,
            (pair, _) -> (pair.client().pssKib() + pair.server().pssKib()) / 2.0 / KIB_PER_MIB));
  }

  private static double p50(PairRun pair, int i) {
    return pair.phases().get(i).traffic().p50Millis();
  }

  private static double p99(PairRun pair, int i) {
    return pair.phases().get(i).traffic().p99Millis();
  }
}
