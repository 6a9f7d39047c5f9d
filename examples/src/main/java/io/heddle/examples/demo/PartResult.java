package io.heddle.examples.demo;

import io.heddle.perf.load.LoadReport;
import java.util.List;

/**
 * What a part showed.
 *
 * @param rollouts how each ended, in order
 * @param postsLostAfterKill POSTs that failed and were due while a killed application's port
 *     refused: none of them was ever in flight in it
 */
public record PartResult(
    PartPlan plan,
    LoadReport load,
    SidecarTotals sidecars,
    Findings findings,
    List<RolloutOutcome> rollouts,
    long postsLostAfterKill) {
  public PartResult {
    rollouts = List.copyOf(rollouts);
  }

  /** True if nothing was lost, misdirected or doubled, and all who counted agree. */
  public boolean isFlawless() {
    return load.failed() == 0
        && sidecars.misdirected() == 0
        && findings.duplicates() == 0
        && findings.disagreementCount() == 0;
  }

  public long rolledBack() {
    return rollouts.stream().filter(RolloutOutcome.ROLLED_BACK::equals).count();
  }
}
