package io.heddle.perf.sidebyside;

import io.heddle.perf.report.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Makes the report of what the rounds showed. */
final class Reports {
  private final Plan plan;
  private final Contenders contenders;
  private final List<Round> rounds;

  Reports(Plan plan, Contenders contenders, List<Round> rounds) {
    this.plan = plan;
    this.contenders = contenders;
    this.rounds = List.copyOf(rounds);
  }

  Report report(Report.Setup setup) {
    Map<String, String> versions = new LinkedHashMap<>();
    contenders.peers().forEach(peer -> versions.put(peer.name(), peer.version()));
    Summary summary = new Summary(rounds, List.copyOf(versions.keySet()));
    return new Report(
        setup,
        versions,
        contenders.skipped(),
        Quiet.among(rounds).size(),
        direct(),
        summary.rows(Metric.all(plan.rates())),
        failures(List.copyOf(versions.keySet())),
        rounds);
  }

  private List<Report.DirectRow> direct() {
    List<Round> quiet = Quiet.among(rounds);
    List<Report.DirectRow> rows = new ArrayList<>();
    for (int i = 0; !quiet.isEmpty() && i < plan.rates().size(); i++) {
      rows.add(
          new Report.DirectRow(
              plan.rates().get(i),
              estimate(quiet, i, Traffic::p50Millis),
              estimate(quiet, i, Traffic::p99Millis)));
    }
    return rows;
  }

  private static Estimate estimate(List<Round> rounds, int rate, ToDoubleFunction<Traffic> figure) {
    return Estimate.of(
        rounds.stream().map(round -> figure.applyAsDouble(round.direct().get(rate))).toList());
  }

  private List<String> failures(List<String> names) {
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      List<Phase> phases = phases(name).toList();
      long failed = phases.stream().mapToLong(phase -> phase.traffic().failed()).sum();
      long answered = phases.stream().mapToLong(phase -> phase.traffic().answered()).sum();
      if (failed > 0) {
        lines.add("%s: %d of %d requests failed".formatted(name, failed, failed + answered));
      }
    }
    for (int i = 0; i < rounds.size(); i++) {
      String round = "round " + (i + 1) + ", ";
      rounds.get(i).problems().forEach(problem -> lines.add(round + problem));
    }
    return lines;
  }

  private Stream<Phase> phases(String name) {
    return rounds.stream()
        .flatMap(round -> Optional.ofNullable(round.pairs().get(name)).stream())
        .flatMap(run -> Stream.concat(Stream.of(run.cold()), run.phases().stream()));
  }
}
