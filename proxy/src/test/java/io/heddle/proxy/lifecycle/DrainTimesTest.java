package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainTimesTest {
  @ParameterizedTest(name = "grace {0} s: bound {1} ms, settle {2} ms, fixed wait {3} ms")
  @CsvSource({
    "30, 20000, 2000, 5000",
    "60, 30000, 2000, 5000",
    "20, 10000, 2000, 5000",
    "10, 5000, 1250, 5000",
    "4, 2000, 500, 2000",
    "1, 500, 125, 500",
  })
  void theApplicationKeepsItsShareOfTheGrace(
      int graceSeconds, int boundMillis, int settleMillis, int fixedMillis) {
    DrainTimes times = DrainTimes.of(Duration.ofSeconds(graceSeconds), Duration.ofSeconds(5));

    assertThat(times.bound()).hasMillis(boundMillis);
    assertThat(times.settle()).hasMillis(settleMillis);
    assertThat(times.fixedWait()).hasMillis(fixedMillis);
  }
}
