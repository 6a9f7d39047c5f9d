package io.heddle.controlplane.rollout;

import java.time.Duration;

/**
 * How long the lifecycle of an instance waits for what.
 *
 * @param warmingBound a WARMING instance serves after this, reached by all or not
 * @param drainBound an instance is released this long after it was asked to stop, or earlier when
 *     its grace period demands it
 * @param floor for callers outside the mesh; zero where mTLS is strict
 * @param lostAfter an instance whose session is lost stays as it is for this long
 * @param unknownFor for this long after its start the control plane does not know who holds what
 * @param fixedWait what replaces the barrier while that is not known
 * @param restartSettle a session that has not repeated {@code Stopping} after this is a new process
 * @param lossWindow in any such time, lost sessions alone remove at most half of a service
 * @param forgetAfter an instance without a session is forgotten after this
 */
public record RolloutTimes(
    Duration warmingBound,
    Duration drainBound,
    Duration floor,
    Duration lostAfter,
    Duration unknownFor,
    Duration fixedWait,
    Duration restartSettle,
    Duration lossWindow,
    Duration forgetAfter) {
  public static final RolloutTimes DEFAULT =
      new RolloutTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofHours(1));

  private static final Duration LONGEST_RESERVE = Duration.ofSeconds(10);

  /** The same with another floor. */
  public RolloutTimes withFloor(Duration newFloor) {
    if (newFloor.isNegative()) {
      throw new IllegalArgumentException("floor: " + newFloor + " (expected: >= 0)");
    }
    return new RolloutTimes(
        warmingBound,
        drainBound,
        newFloor,
        lostAfter,
        unknownFor,
        fixedWait,
        restartSettle,
        lossWindow,
        forgetAfter);
  }

  /** The same for a control plane that knows sooner who holds what. */
  public RolloutTimes withUnknownFor(Duration newUnknownFor) {
    return new RolloutTimes(
        warmingBound,
        drainBound,
        floor,
        lostAfter,
        newUnknownFor,
        fixedWait,
        restartSettle,
        lossWindow,
        forgetAfter);
  }

  /** How long the drain of an instance with this grace period may take; its sidecar agrees. */
  public Duration drainBound(Duration grace) {
    Duration half = grace.dividedBy(2);
    Duration reserve = half.compareTo(LONGEST_RESERVE) < 0 ? half : LONGEST_RESERVE;
    Duration allowed = grace.minus(reserve);
    return allowed.compareTo(drainBound) < 0 ? allowed : drainBound;
  }
}
