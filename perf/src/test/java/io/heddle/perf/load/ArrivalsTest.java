package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  @Test
  void theRateIsConstantAndEachArrivalIsInTheFirstHalfOfItsInterval() {
    Arrivals arrivals = new Arrivals(1000, Duration.ZERO, new SplittableRandom(7));

    for (long i = 0; i < 10_000; i++) {
      assertThat(arrivals.nextOffsetNanos()).isBetween(i * 1_000_000, i * 1_000_000 + 500_000);
    }
  }

  @Test
  void theRateGrowsEvenlyToItsHeight() {
    Arrivals arrivals = new Arrivals(1000, Duration.ofSeconds(10), new SplittableRandom(7));
    long[] perSecond = new long[12];

    for (long at = 0; at < 12_000_000_000L; at = arrivals.nextOffsetNanos()) {
      perSecond[(int) (at / 1_000_000_000L)]++;
    }

    assertThat(perSecond[0]).isBetween(45L, 55L);
    assertThat(perSecond[4]).isBetween(445L, 455L);
    assertThat(perSecond[9]).isBetween(945L, 955L);
    assertThat(perSecond[11]).isBetween(995L, 1005L);
  }

  @Test
  void aSeedReplaysTheSameArrivals() {
    Arrivals one = new Arrivals(300, Duration.ZERO, new SplittableRandom(7));
    Arrivals other = new Arrivals(300, Duration.ZERO, new SplittableRandom(7));

    for (int i = 0; i < 100; i++) {
      assertThat(one.nextOffsetNanos()).isEqualTo(other.nextOffsetNanos());
    }
  }
}
