package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.heddle.perf.report.Estimate;
import io.heddle.perf.report.Row;
import io.heddle.perf.sidebyside.Metric.Basis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SummaryTest {
  private static final List<String> BOTH = List.of("nginx", Measured.HEDDLE);

  @Test
  void aRatioIsOfTheSameRound() {
    // The host was twice as slow in the second round: medians of all rounds would not show 0.8.
    Row row =
        only(
            "cpu-1000",
            List.of(
                round(2, Measured.pair(100, 2, 4), Measured.pair(80, 2, 4)),
                round(2, Measured.pair(200, 2, 4), Measured.pair(160, 2, 4)),
                round(2, Measured.pair(100, 2, 4), Measured.pair(80, 2, 4))));

    assertThat(row.ratios()).containsOnlyKeys("nginx");
    assertThat(row.ratios())
        .hasEntrySatisfying(
            "nginx",
            ratio -> {
              assertThat(ratio.low()).isEqualTo(0.8, offset(1e-9));
              assertThat(ratio.high()).isEqualTo(0.8, offset(1e-9));
            });
    assertThat(row.values()).containsEntry("nginx", List.of(100.0, 200.0, 100.0));
  }

  @Test
  void whatIsAddedIsLessTheDirectLatencyOfTheRound() {
    Row row =
        only("added-p99-1000", List.of(round(2, Measured.pair(1, 2, 4), Measured.pair(1, 2, 3))));

    assertThat(row.values())
        .isEqualTo(Map.of("nginx", List.of(2.0), Measured.HEDDLE, List.of(1.0)));
    assertThat(row.ratios())
        .hasEntrySatisfying("nginx", ratio -> assertThat(ratio.median()).isEqualTo(0.5));
  }

  @Test
  void aRatioWhoseDivisorIsNotPositiveInOneRoundIsNotTold() {
    Row row =
        only(
            "added-p99-1000",
            List.of(
                round(2, Measured.pair(1, 2, 4), Measured.pair(1, 2, 3)),
                round(2, Measured.pair(1, 2, 2), Measured.pair(1, 2, 3))));

    assertThat(row.ratios()).isEmpty();
    assertThat(row.contenders()).containsKeys("nginx", Measured.HEDDLE);
  }

  @Test
  void aRoundWithoutOneOfBothCountsForTheOtherAlone() {
    Row row =
        only(
            "cpu-1000",
            List.of(
                round(2, Measured.pair(100, 2, 4), Measured.pair(50, 2, 4)),
                Measured.round(2, Map.of("nginx", Measured.pair(300, 2, 4)))));

    assertThat(row.values())
        .isEqualTo(Map.of("nginx", List.of(100.0, 300.0), Measured.HEDDLE, List.of(50.0)));
    assertThat(row.ratios())
        .hasEntrySatisfying(
            "nginx", ratio -> assertThat(ratio).isEqualTo(new Estimate(0.5, 0.5, 0.5, 0.5, 0, 1)));
  }

  @Test
  void latenciesOfABusyHostDoNotCountAndCpuTimesDo() {
    List<Round> rounds =
        List.of(
            round(2, Measured.pair(100, 2, 4), Measured.pair(100, 2, 4)),
            round(3, Measured.pair(100, 2, 5), Measured.pair(100, 2, 5)),
            round(3.1, Measured.pair(100, 2, 9), Measured.pair(100, 2, 9)));

    assertThat(only("added-p99-1000", rounds).values()).containsEntry("nginx", List.of(2.0, 2.0));
    assertThat(only("cpu-1000", rounds).values())
        .containsEntry("nginx", List.of(100.0, 100.0, 100.0));
  }

  @Test
  void aRoundWithoutADirectRunIsNotQuiet() {
    Round without = new Round(List.of(), 1, List.of(), Map.of(), List.of("direct: failed"));

    assertThat(Quiet.among(List.of(without))).isEmpty();
  }

  @Test
  void aFigureIsTheMeanOfBothSidecars() {
    List<Round> rounds = List.of(round(2, Measured.pair(100, 2, 4), Measured.pair(80, 2, 4)));

    assertThat(only("cpu-1000", rounds).values()).containsEntry(Measured.HEDDLE, List.of(80.0));
    assertThat(only("rss", rounds).values()).containsEntry(Measured.HEDDLE, List.of(80.5));
    assertThat(only("pss", rounds).values()).containsEntry(Measured.HEDDLE, List.of(60.5));
    assertThat(only("cold-cpu", rounds).values()).containsEntry(Measured.HEDDLE, List.of(350.0));
  }

  @Test
  void latenciesAloneDependOnAQuietHost() {
    assertThat(Metric.all(List.of(1_000, 4_000)))
        .filteredOn(metric -> metric.basis() == Basis.QUIET)
        .extracting(Metric::id)
        .containsExactly(
            "added-p50-1000",
            "added-p99-1000",
            "added-p50-4000",
            "added-p99-4000",
            "cold-p50",
            "cold-p99");
  }

  private static Round round(double directP99Millis, PairRun nginx, PairRun heddle) {
    return Measured.round(directP99Millis, Map.of("nginx", nginx, Measured.HEDDLE, heddle));
  }

  private static Row only(String id, List<Round> rounds) {
    List<Metric> metrics =
        Metric.all(List.of(Measured.RATE)).stream()
            .filter(metric -> metric.id().equals(id))
            .toList();
    return new Summary(rounds, BOTH).rows(metrics).getFirst();
  }
}
