package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.PartResult;
import io.heddle.examples.demo.Protection;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the gate is for. */
final class WithoutGateIT {
  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void requestsReachInstancesWhoseApplicationCannotServeYet() throws Exception {
    PartResult result = endToEnd.run(PartPlan.unprotected(EnumSet.of(Protection.GATE), 200, 7));

    assertThat(result.sidecars().misdirected()).isPositive();
    assertThat(result.findings().duplicates()).isZero();
  }
}
