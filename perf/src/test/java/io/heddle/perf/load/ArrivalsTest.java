package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  @Test
  void theRateIsConstantAndEachArrivalIsInTheFirstHalfOfItsInterval() {
    Arrivals arrivals = new Arrivals(1000, new SplittableRandom(7));

    for (long i = 0; i < 10_000; i++) {
      assertThat(arrivals.nextOffsetNanos()).isBetween(i * 1_000_000, i * 1_000_000 + 500_000);
    }
  }

  @Test
  void aSeedReplaysTheSameArrivals() {
    Arrivals one = new Arrivals(300, new SplittableRandom(7));
    Arrivals other = new Arrivals(300, new SplittableRandom(7));

    for (int i = 0; i < 100; i++) {
      assertThat(one.nextOffsetNanos()).isEqualTo(other.nextOffsetNanos());
    }
  }
}
