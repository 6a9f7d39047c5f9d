package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.RetryPolicy;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long is waited before a request is tried again. */
final class BackOffTest {
  private final SplittableRandom random = new SplittableRandom(7);

  private LongSummaryStatistics waits(Duration base, Duration max, int nth) {
    RetryPolicy policy = new RetryPolicy(5, Set.of(), Set.of(), base, max);
    return LongStream.range(0, 10_000)
        .map(_ -> BackOff.nanos(policy, nth, random))
        .summaryStatistics();
  }

  @ParameterizedTest
  @CsvSource({"1, 25", "2, 75", "3, 175", "4, 250", "5, 250", "1000, 250"})
  void isSpreadOverAllThatIsBelowABoundThatDoubles(int nth, long boundMillis) {
    LongSummaryStatistics waits = waits(Duration.ofMillis(25), Duration.ofMillis(250), nth);

    long bound = Duration.ofMillis(boundMillis).toNanos();
    assertThat(waits.getMin()).isBetween(0L, bound / 100);
    assertThat(waits.getMax()).isBetween(bound - bound / 100, bound - 1);
    assertThat(waits.getAverage()).isBetween(0.48 * bound, 0.52 * bound);
  }

  @Test
  void overflowsNowhere() {
    Duration ages = Duration.ofDays(400_000);

    assertThat(waits(ages, ages, 40).getMin()).isNotNegative();
    assertThat(waits(Duration.ofNanos(1), ages, 40).getMax()).isLessThan((1L << 30) - 1);
  }
}
