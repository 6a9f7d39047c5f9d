package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainTimesTest {
  @ParameterizedTest(
      name = "grace {0} s: bound {1} ms, word {2} ms, settle {3} ms, fixed wait {4} ms")
  @CsvSource({
    "30, 20000, 500, 2000, 5000",
    "60, 30000, 500, 2000, 5000",
    "20, 10000, 500, 2000, 5000",
    "10, 5000, 312, 1250, 5000",
    "4, 2000, 125, 500, 2000",
    "1, 500, 31, 125, 500",
  })
  void theApplicationKeepsItsShareOfTheGrace(
      int graceSeconds, int boundMillis, long wordMillis, int settleMillis, int fixedMillis) {
    DrainTimes times = DrainTimes.of(Duration.ofSeconds(graceSeconds), Duration.ofSeconds(5));

    assertThat(times.bound()).hasMillis(boundMillis);
    assertThat(times.word().toMillis()).isEqualTo(wordMillis);
    assertThat(times.settle().toMillis()).isEqualTo(settleMillis);
    assertThat(times.fixedWait()).hasMillis(fixedMillis);
  }
}
