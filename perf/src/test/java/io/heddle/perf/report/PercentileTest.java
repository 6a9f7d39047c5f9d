package io.heddle.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PercentileTest {
  @ParameterizedTest
  @CsvSource({"200, 50, 100", "200, 99, 198", "200, 100, 200", "3, 50, 2", "3, 99, 3", "1, 1, 1"})
  void itIsTheValueOfTheNearestRank(int count, double percent, double expected) {
    double[] sorted = IntStream.rangeClosed(1, count).asDoubleStream().toArray();

    assertThat(Percentile.of(sorted, percent)).isEqualTo(expected);
  }

  @Test
  void ofNothingThereIsNone() {
    assertThatThrownBy(() -> Percentile.of(new double[0], 50))
        .hasMessage("percentile: 50.0 of 0 values (expected: up to 100 of at least one)");
  }
}
