package io.heddle.proxy.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an event loop becomes careful, and when it stops being so. */
final class LevelsTest {
  private static final long BOUND = 1_200;

  @ParameterizedTest(name = "{0} with {1} bytes: {2}")
  @CsvSource({
    "AMPLE, 899, AMPLE",
    "AMPLE, 900, TIGHT",
    "AMPLE, 1199, TIGHT",
    "AMPLE, 1200, FULL",
    "TIGHT, 799, AMPLE",
    "TIGHT, 800, TIGHT",
    "TIGHT, 1199, TIGHT",
    "TIGHT, 1200, FULL",
    "FULL, 1050, FULL",
    "FULL, 1049, TIGHT",
    "FULL, 799, AMPLE",
  })
  void aLevelIsLeftLaterThanItIsEntered(Level now, long held, Level next) {
    assertThat(new Levels(BOUND).next(now, held)).isEqualTo(next);
  }
}
