package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class WatermarkTest {
  @Test
  void aNewWayToTheInstanceMustBeAppliedToo() {
    Watermark before = new Watermark(3, FakeMesh.keys("catalog"));

    Watermark after = before.including(FakeMesh.keys("orders"), 7);

    assertThat(after.generation()).isEqualTo(7);
    assertThat(after.resources())
        .containsAll(FakeMesh.keys("catalog"))
        .containsAll(FakeMesh.keys("orders"));
  }

  @Test
  void aWayThatIsNoLongerTakenStillCounts() {
    Watermark before = new Watermark(3, FakeMesh.keys("catalog"));

    assertThat(before.including(Set.of(), 7)).isEqualTo(before);
  }
}
