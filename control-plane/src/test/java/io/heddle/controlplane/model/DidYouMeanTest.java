package io.heddle.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  @ParameterizedTest
  @CsvSource({
    "catlog, catalog, 1",
    "catalgo, catalog, 1",
    "HTTProute, HTTPRoute, 0",
    "a, b, 1",
    "'', abc, 3",
    "kitten, sitting, 3"
  })
  void countsTheLettersThatDiffer(String left, String right, int expected) {
    assertThat(DidYouMean.distance(left, right)).isEqualTo(expected);
    assertThat(DidYouMean.distance(right, left)).isEqualTo(expected);
  }

  @Test
  void guessesTheNearestWord() {
    assertThat(DidYouMean.among(List.of("basket", "catalog", "catalogs"), "catalgo"))
        .contains("catalog");
  }

  @Test
  void guessesNothingWhenNoWordIsNear() {
    assertThat(DidYouMean.among(List.of("catalog", "basket"), "payments")).isEmpty();
    assertThat(DidYouMean.among(List.of(), "payments")).isEmpty();
  }
}
