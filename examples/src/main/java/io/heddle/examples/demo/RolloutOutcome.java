package io.heddle.examples.demo;

/** How a rollout ended. */
public enum RolloutOutcome {
  /** Every replica has the new version. */
  COMPLETED,
  /** A new replica was not ready in time; every replica has the old version. */
  ROLLED_BACK
}
