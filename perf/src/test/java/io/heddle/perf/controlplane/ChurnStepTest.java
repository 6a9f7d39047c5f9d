package io.heddle.perf.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.perf.controlplane.ChurnStep.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChurnStepTest {
  private static final int MESSAGES = 600;

  @Test
  void whoLeavesIsThereAndWhoComesIsAway() {
    Set<Integer> away = new HashSet<>();
    for (int i = 0; i < MESSAGES; i++) {
      ChurnStep step = ChurnStep.at(i);
      switch (step.kind()) {
        case LEAVE -> assertThat(away.add(step.instance())).as("leave, message %s", i).isTrue();
        case ENTER -> assertThat(away.remove(step.instance())).as("enter, message %s", i).isTrue();
        case NOTHING -> assertThat(i).isLessThan(ChurnStep.PER_SECOND);
      }
      assertThat(away).hasSizeLessThanOrEqualTo(MeshObjects.STEADY_INSTANCES / 2);
    }
  }

  @Test
  void twoChangesOfOneInstanceAreAboutASecondApart() {
    Map<Integer, Integer> last = new HashMap<>();
    for (int i = 0; i < MESSAGES; i++) {
      ChurnStep step = ChurnStep.at(i);
      if (step.kind() != Kind.NOTHING) {
        Integer before = last.put(step.instance(), i);
        assertThat(before == null ? ChurnStep.PER_SECOND : i - before)
            .isBetween(ChurnStep.PER_SECOND - 1, ChurnStep.PER_SECOND + 1);
      }
    }
  }
}
