package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.PartResult;
import io.heddle.examples.demo.RolloutOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The promise: a rollout never loses a request. */
final class DemoIT {
  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void rolloutsToAGoodAndToABrokenVersionLoseNothing() throws Exception {
    PartResult result = endToEnd.run(PartPlan.protectedBy(2, 200, 7));

    assertThat(result.load().failures()).isEmpty();
    assertThat(result.load().failed()).isZero();
    assertThat(result.findings().disagreements()).isEmpty();
    assertThat(result.findings().duplicates()).isZero();
    assertThat(result.sidecars().misdirected()).isZero();
    assertThat(result.sidecars().repeated()).isZero();
    assertThat(result.isFlawless()).isTrue();
    assertThat(result.rollouts())
        .containsExactly(RolloutOutcome.COMPLETED, RolloutOutcome.ROLLED_BACK);
    assertThat(result.load().requests()).isGreaterThan(2_000);
    assertThat(result.sidecars().propagation().count()).isPositive();
  }
}
