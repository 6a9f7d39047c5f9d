package io.heddle.perf.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThreadTimesTest {
  private final ThreadTimes times = new ThreadTimes();

  @Test
  void theThreadsAreAddedUp() {
    times.update(Map.of(1, 100L, 2, 20L));

    assertThat(times.nanos()).isEqualTo(120);
  }

  @Test
  void aThreadThatEndedKeepsWhatItLastShowed() {
    times.update(Map.of(1, 100L, 2, 20L));
    times.update(Map.of(1, 110L));
    times.update(Map.of(1, 115L));

    assertThat(times.nanos()).isEqualTo(135);
  }

  @Test
  void aThreadWithTheIdOfOneThatEndedIsAnotherOne() {
    times.update(Map.of(1, 100L, 2, 20L));
    times.update(Map.of(1, 100L, 2, 5L));

    assertThat(times.nanos()).isEqualTo(125);
  }

  @Test
  void aThreadThatDidNotRunMeanwhileIsTheSame() {
    times.update(Map.of(1, 0L));
    times.update(Map.of(1, 0L));
    times.update(Map.of(1, 7L));

    assertThat(times.nanos()).isEqualTo(7);
  }

  @Test
  void aProcessThatEndedKeepsAll() {
    times.update(Map.of(1, 100L, 2, 20L));
    times.update(Map.of());

    assertThat(times.nanos()).isEqualTo(120);
  }
}
