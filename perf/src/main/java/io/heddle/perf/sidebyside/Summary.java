package io.heddle.perf.sidebyside;

import io.heddle.perf.report.Estimate;
import io.heddle.perf.report.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns rounds into medians, and into ratios of what was measured in the same round. */
final class Summary {
  private final List<Round> all;
  private final List<Round> quiet;
  private final List<String> contenders;

  /**
   * @param contenders in the order of the report
   */
  Summary(List<Round> rounds, List<String> contenders) {
    this.all = List.copyOf(rounds);
    this.quiet = Quiet.among(rounds);
    this.contenders = List.copyOf(contenders);
  }

  List<Row> rows(List<Metric> metrics) {
    return metrics.stream().map(this::row).toList();
  }

  private Row row(Metric metric) {
    List<Round> rounds =
        switch (metric.basis()) {
          case ALL -> all;
          case QUIET -> quiet;
        };
    Map<String, List<Double>> values = new LinkedHashMap<>();
    Map<String, Estimate> medians = new LinkedHashMap<>();
    Map<String, Estimate> ratios = new LinkedHashMap<>();
    String heddle = Make.HEDDLE_MESH.toString();
    for (String contender : contenders) {
      List<Double> measured = values(metric, rounds, contender);
      if (!measured.isEmpty()) {
        values.put(contender, measured);
        medians.put(contender, Estimate.of(measured));
      }
      if (!contender.equals(heddle)) {
        ratios(metric, rounds, heddle, contender)
            .ifPresent(ratio -> ratios.put(contender, Estimate.of(ratio)));
      }
    }
    return new Row(metric.id(), metric.title(), metric.unit(), values, medians, ratios);
  }

  private static List<Double> values(Metric metric, List<Round> rounds, String contender) {
    return rounds.stream()
        .map(round -> value(metric, round, contender))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The ratios of the rounds that have both; empty where there is none, or where a divisor is not
   * positive: to leave out such rounds alone would favour one side.
   */
  private static Optional<List<Double>> ratios(
      Metric metric, List<Round> rounds, String numerator, String denominator) {
    List<Double> ratios = new ArrayList<>();
    for (Round round : rounds) {
      Optional<Double> above = value(metric, round, numerator);
      Optional<Double> below = value(metric, round, denominator);
      if (above.isPresent() && below.isPresent()) {
        if (below.get() <= 0) {
          return Optional.empty();
        }
        ratios.add(above.get() / below.get());
      }
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(ratios);
  }

  private static Optional<Double> value(Metric metric, Round round, String contender) {
    return Optional.ofNullable(round.pairs().get(contender))
        .map(pair -> metric.value().applyAsDouble(pair, round));
  }
}
