package io.heddle.examples.demo;

import io.heddle.examples.mix.MixFindings;
import java.util.List;

/**
 * What the part with the mixed load showed.
 *
 * @param rollouts how each ended, in order
 */
public record MixResult(
    PartPlan plan, MixFindings findings, SidecarTotals sidecars, List<RolloutOutcome> rollouts) {
  public MixResult {
    rollouts = List.copyOf(rollouts);
  }

  /** True if nothing was lost, misdirected or doubled, and all who counted agree. */
  public boolean isFlawless() {
    return findings.isFlawless() && sidecars.misdirected() == 0 && sidecars.repeated() == 0;
  }

  int exitCode() {
    return isFlawless() ? 0 : 1;
  }

  long rolledBack() {
    return rollouts.stream().filter(RolloutOutcome.ROLLED_BACK::equals).count();
  }
}
