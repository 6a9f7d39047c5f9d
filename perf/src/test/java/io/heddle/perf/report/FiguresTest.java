package io.heddle.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0.804, 0.80",
    "9.994, 9.99",
    "9.996, 10.0",
    "99.94, 99.9",
    "99.96, 100",
    "1234.4, 1234",
    "-0.25, -0.25",
    "-12.34, -12.3"
  })
  void threeDigitsAreEnough(double value, String text) {
    assertThat(Figures.text(value)).isEqualTo(text);
  }

  @Test
  void anEstimateIsItsMedianAndItsInterval() {
    assertThat(Figures.text(new Estimate(0.8, 0.7, 0.75, 12.3, 0.96, 9)))
        .isEqualTo("0.80 (0.75 to 12.3)");
  }
}
