package io.heddle.perf.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ControlPlanePlanTest {
  @ParameterizedTest
  @CsvSource({"200, 2, 100", "201, 2, 102", "6, 1, 6", "1, 1, 2", "200, 3, 68"})
  void eachRoundHasAnEvenNumberOfFlips(int flips, int rounds, int inARound) {
    assertThat(plan(flips, rounds, 60).flipsInARound()).isEqualTo(inARound);
  }

  @ParameterizedTest
  @CsvSource({"60, 2, 30", "61, 2, 31", "2, 1, 2"})
  void theChurnIsDividedAmongTheRounds(int seconds, int rounds, int inARound) {
    assertThat(plan(200, rounds, seconds).churnSecondsInARound()).isEqualTo(inARound);
  }

  @Test
  void theRolloutIsTheLastOfAll() {
    ControlPlanePlan plan = plan(200, 2, 60);

    assertThat(plan.scenarios(1)).doesNotContain(Scenario.ROLLOUT).hasSize(5);
    assertThat(plan.scenarios(2)).hasSize(6).last().isEqualTo(Scenario.ROLLOUT);
  }

  private static ControlPlanePlan plan(int flips, int rounds, int churnSeconds) {
    return new ControlPlanePlan(List.of(100, 1_000), flips, rounds, churnSeconds, 200, 1);
  }
}
