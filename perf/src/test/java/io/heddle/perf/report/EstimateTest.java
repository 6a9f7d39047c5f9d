package io.heddle.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EstimateTest {
  @Test
  void theMedianIsTheMiddleOneOrBetweenTheMiddleTwo() {
    assertThat(Estimate.of(List.of(5.0, 1.0, 3.0)).median()).isEqualTo(3);
    assertThat(Estimate.of(List.of(5.0, 1.0, 3.0, 4.0)).median()).isEqualTo(3.5);
    assertThat(Estimate.of(List.of(7.0)).median()).isEqualTo(7);
  }

  @Test
  void theLeastIsKept() {
    assertThat(Estimate.of(List.of(5.0, 1.0, 3.0)).min()).isEqualTo(1);
  }

  // The confidences of order statistics, as tables of the binomial distribution have them.
  @ParameterizedTest
  @CsvSource({
    "1,  1,  1,  0.0",
    "2,  1,  2,  0.5",
    "5,  1,  5,  0.9375",
    "6,  1,  6,  0.96875",
    "8,  1,  8,  0.99219",
    "9,  2,  8,  0.96094",
    "15, 4,  12, 0.96484",
    "25, 8,  18, 0.95671"
  })
  void theIntervalIsTheNarrowestOfAtLeast95Percent(
      int rounds, double low, double high, double confidence) {
    Estimate estimate =
        Estimate.of(IntStream.rangeClosed(1, rounds).mapToObj(i -> (double) i).toList());

    assertThat(estimate.low()).isEqualTo(low);
    assertThat(estimate.high()).isEqualTo(high);
    assertThat(estimate.confidence()).isEqualTo(confidence, offset(0.00001));
    assertThat(estimate.rounds()).isEqualTo(rounds);
  }

  @Test
  void theTrueMedianOfAnUnevenDistributionIsInTheIntervalAsOftenAsStated() {
    SplittableRandom random = new SplittableRandom(7);
    int trials = 20_000;
    int held = 0;
    for (int i = 0; i < trials; i++) {
      List<Double> sample =
          DoubleStream.generate(() -> -Math.log(1 - random.nextDouble())).limit(9).boxed().toList();
      Estimate estimate = Estimate.of(sample);
      held += estimate.low() <= Math.log(2) && Math.log(2) <= estimate.high() ? 1 : 0;
    }

    assertThat((double) held / trials).isEqualTo(0.961, offset(0.005));
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> Estimate.of(List.of())).hasMessage("values: 0 (expected: 1-1000)");
  }
}
