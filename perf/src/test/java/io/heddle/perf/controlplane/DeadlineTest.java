package io.heddle.perf.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.perf.process.Clocks;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private long nanos = 7;

  private final Deadline deadline =
      new Deadline(new Clocks(InstantSource.system(), () -> nanos, _ -> {}), Duration.ofSeconds(2));

  @Test
  void itIsOverWhenTheTimeHasPassed() {
    assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(2));

    nanos += 1_999_999_999;
    assertThat(deadline.isOver()).isFalse();

    nanos++;
    assertThat(deadline.isOver()).isTrue();
  }

  @Test
  void lessThanNothingIsNeverLeft() {
    nanos += Duration.ofHours(1).toNanos();

    assertThat(deadline.left()).isZero();
  }
}
