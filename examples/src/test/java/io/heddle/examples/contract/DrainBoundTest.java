package io.heddle.examples.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.rollout.RolloutTimes;
import io.heddle.proxy.lifecycle.DrainTimes;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Control plane and sidecar count the bound of a drain each by itself, and must agree. */
final class DrainBoundTest {
  @Test
  void isTheSameOnBothSidesForEveryGraceThatCanBeGiven() {
    long oneHour = Duration.ofHours(1).toMillis();

    // Odd steps, so that halves and edges are met from both sides.
    LongStream.iterate(1_000, millis -> millis <= oneHour, millis -> millis + 37)
        .mapToObj(Duration::ofMillis)
        .forEach(grace ->
            assertThat(DrainTimes.of(grace, Duration.ofSeconds(5)).bound())
                .as("grace %s", grace)
                .isEqualTo(RolloutTimes.DEFAULT.drainBound(grace)));
  }

  @Test
  void isTheDocumentedOneForTheStandardGrace() {
    assertThat(RolloutTimes.DEFAULT.drainBound(Duration.ofSeconds(30)))
        .isEqualTo(Duration.ofSeconds(20));
  }
}
