package io.heddle.controlplane.rollout;

/** What an operator may choose about the lifecycle of instances. */
public record RolloutSettings(Protections protections, RolloutTimes times) {
  public static final RolloutSettings DEFAULT =
      new RolloutSettings(Protections.ALL, RolloutTimes.DEFAULT);
}
