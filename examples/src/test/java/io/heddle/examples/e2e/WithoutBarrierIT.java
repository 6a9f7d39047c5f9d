package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.PartResult;
import io.heddle.examples.demo.Protection;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the barrier is for. */
final class WithoutBarrierIT {
  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void requestsFailWhenAnApplicationIsStoppedAtOnce() throws Exception {
    // Enough is in flight in the rude replica that its end cuts some of it.
    PartPlan plan =
        new PartPlan("a", EnumSet.of(Protection.BARRIER), 500, 2, List.of("v2", "v1"), 0, 7);

    PartResult result = endToEnd.run(plan);

    assertThat(result.load().failed()).isPositive();
    assertThat(result.findings().duplicates()).isZero();
  }
}
