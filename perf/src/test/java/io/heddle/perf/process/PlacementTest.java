package io.heddle.perf.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacementTest {
  @Test
  void sidecarsHaveTheFirstProcessorForThemselves() {
    assertThat(Placement.of("0-3,8")).isEqualTo(new Placement.Pinned(0, "1,2,3,8"));
    assertThat(Placement.of("4,6\n")).isEqualTo(new Placement.Pinned(4, "6"));
  }

  @Test
  void oneProcessorIsShared() {
    assertThat(Placement.of("3"))
        .isEqualTo(new Placement.Shared("processors: 3 (expected: at least two)"));
  }

  @Test
  void aPinnedCommandRunsOnTheSidecarsProcessor() {
    Placement.Pinned pinned = new Placement.Pinned(0, "1");

    assertThat(pinned.sidecar(List.of("proxy", "-x")))
        .containsExactly("taskset", "-c", "0", "proxy", "-x");
    assertThat(pinned.moveHarness(7)).containsExactly("taskset", "-a", "-c", "-p", "1", "7");
  }

  @Test
  void whatIsNoListIsRefused() {
    assertThatThrownBy(() -> Placement.of("0-x")).hasMessageContaining("(expected: a list such as");
  }

  @Test
  void theAllowedProcessorsAreALineOfTheStatus() {
    assertThat(Pinning.allowed("Name:\tjava\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n"))
        .isEqualTo("0-1");
  }
}
