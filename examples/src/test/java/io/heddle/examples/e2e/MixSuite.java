package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.MixResult;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.mix.KindResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rollouts of a service that is used by every protocol at once lose nothing of any. */
final class MixSuite {
  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void rolloutsLoseNothingOfAnyProtocol() throws Exception {
    Size size = Size.current();
    int rollouts = size.choose(2, 20);

    MixResult result = endToEnd.runMix(PartPlan.protectedBy(rollouts, size.choose(200, 1_000), 11));

    Results.of("mixed-rollouts")
        .add("sent", result.findings().sum(KindResult::sent))
        .add("failed", result.findings().sum(KindResult::failed))
        .add("moved", result.findings().sum(KindResult::moved))
        .add("duplicates", result.findings().sum(KindResult::duplicates))
        .add("misdirected", result.findings().sum(KindResult::misdirected))
        .add("rollouts", rollouts)
        .keep();

    assertThat(result.findings().failures()).isEmpty();
    assertThat(result.findings().disagreements()).isEmpty();
    assertThat(result.findings().kinds())
        .hasSize(9)
        .allSatisfy(kind -> {
          assertThat(kind.sent()).as("%s sent", kind.kind()).isPositive();
          assertThat(kind.failed()).as("%s failed", kind.kind()).isZero();
          assertThat(kind.duplicates()).as("%s duplicates", kind.kind()).isZero();
          assertThat(kind.misdirected()).as("%s misdirected", kind.kind()).isZero();
        });
    assertThat(result.findings().sum(KindResult::moved)).as("long sessions move").isPositive();
    assertThat(result.sidecars().misdirected()).isZero();
    assertThat(result.sidecars().repeated()).isZero();
    assertThat(result.isFlawless()).isTrue();
    assertThat(result.rollouts()).hasSize(rollouts);
  }
}
