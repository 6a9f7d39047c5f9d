package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RenewalScheduleTest {
  private static final Duration DAY = Duration.ofHours(24);
  private long nanos = Long.MAX_VALUE - 1_000;
  private final RenewalSchedule schedule = new RenewalSchedule(() -> nanos, new Random(7));

  @Test
  void isDueAtOnceWithoutACertificate() {
    assertThat(schedule.untilDue()).isZero();
  }

  @Test
  void isDueAtHalfLifeGiveOrTakeATenth() {
    for (int i = 0; i < 1000; i++) {
      schedule.issued(DAY);
      assertThat(schedule.untilDue())
          .isBetween(Duration.ofMinutes(12 * 60 - 73), Duration.ofMinutes(12 * 60 + 73));
    }
    Duration before = schedule.untilDue();
    pass(before.minusNanos(1));
    assertThat(schedule.untilDue()).isEqualTo(Duration.ofNanos(1));
    pass(Duration.ofNanos(1));
    assertThat(schedule.untilDue()).isZero();
  }

  @Test
  void differentInstancesChooseDifferentTimes() {
    schedule.issued(DAY);
    Duration first = schedule.untilDue();
    schedule.issued(DAY);

    assertThat(schedule.untilDue()).isNotEqualTo(first);
  }

  @Test
  void aCertificateThatWasFoundIsDueAtWhatIsLeftOfItsFirstHalf() {
    schedule.resumed(DAY, Duration.ofHours(14));
    assertThat(schedule.untilDue()).isBetween(Duration.ofMinutes(108), Duration.ofMinutes(132));

    schedule.resumed(DAY, Duration.ofHours(11));
    assertThat(schedule.untilDue()).isZero();

    schedule.resumed(DAY, Duration.ofHours(-3));
    assertThat(schedule.untilDue()).isZero();
  }

  @Test
  void isDueAtOnceWhenAsked() {
    schedule.issued(DAY);

    schedule.requested();

    assertThat(schedule.untilDue()).isZero();
  }

  @Test
  void waitsAtLeastAsLongAsARefusalSays() {
    for (int i = 0; i < 1000; i++) {
      schedule.refused(Duration.ofSeconds(100));
      assertThat(schedule.untilDue()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(110));
    }
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureUpToAMinute() {
    schedule.issued(DAY);
    long[] expectedMillis = {500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000};
    for (long expected : expectedMillis) {
      schedule.failed();
      assertThat(schedule.untilDue().toMillis())
          .isBetween(expected * 9 / 10 - 1, expected * 11 / 10 + 1);
    }
  }

  @Test
  void triesOftenEnoughInAShortLife() {
    schedule.issued(Duration.ofSeconds(10));
    for (int i = 0; i < 10; i++) {
      schedule.failed();
    }

    assertThat(schedule.untilDue()).isLessThanOrEqualTo(Duration.ofMillis(688));
  }

  @Test
  void forgetsFailuresOnceACertificateArrives() {
    for (int i = 0; i < 5; i++) {
      schedule.failed();
    }
    schedule.issued(DAY);
    schedule.failed();

    assertThat(schedule.untilDue()).isLessThanOrEqualTo(Duration.ofMillis(550));
  }

  private void pass(Duration duration) {
    nanos += duration.toNanos();
  }
}
