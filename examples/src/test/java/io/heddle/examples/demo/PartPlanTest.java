package io.heddle.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PartPlanTest {
  @Test
  void theProtectedPartGoesBackAndForthAndOnceToTheBrokenVersion() {
    assertThat(PartPlan.protectedBy(5, 500, 1).rollouts())
        .containsExactly("v2", "v1", "broken", "v2", "v1");
    assertThat(PartPlan.protectedBy(2, 500, 1).rollouts()).containsExactly("v2", "broken");
    assertThat(PartPlan.protectedBy(1, 500, 1).rollouts()).containsExactly("v2");
  }

  @Test
  void anApplicationIsKilledWhereTheMarkThatMakesUpForItIsOff() {
    assertThat(PartPlan.unprotected(EnumSet.of(Protection.UNPROCESSED), 500, 1).kills())
        .isEqualTo(1);
    assertThat(PartPlan.unprotected(EnumSet.of(Protection.BARRIER), 500, 1).kills()).isZero();
  }

  @Test
  void protectionsAreNamedAsOnTheCommandLine() {
    Set<Protection> protections = Protection.parse("unprocessed,barrier");

    assertThat(protections).containsExactly(Protection.BARRIER, Protection.UNPROCESSED);
    assertThat(Protection.format(protections)).isEqualTo("barrier,unprocessed");
    assertThatThrownBy(() -> Protection.parse("barriers"))
        .hasMessage("--without: barriers (expected: barrier, gate, unprocessed)");
  }
}
