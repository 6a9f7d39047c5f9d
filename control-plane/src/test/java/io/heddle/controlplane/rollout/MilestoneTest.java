package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class MilestoneTest {
  @Test
  void aNewWayToTheInstanceMustBeAppliedToo() {
    Milestone before = new Milestone(3, FakeMesh.keys("catalog"));

    Milestone after = before.including(FakeMesh.keys("orders"), 7);

    assertThat(after.generation()).isEqualTo(7);
    assertThat(after.resources())
        .containsAll(FakeMesh.keys("catalog"))
        .containsAll(FakeMesh.keys("orders"));
  }

  @Test
  void aWayThatIsNoLongerTakenStillCounts() {
    Milestone before = new Milestone(3, FakeMesh.keys("catalog"));

    assertThat(before.including(Set.of(), 7)).isEqualTo(before);
  }
}
