package io.heddle.controlplane.rotation;

import java.time.Duration;

/**
 * How patient a rotation is.
 *
 * @param awayTurn how long an instance that is away is waited for
 * @param settle how long everyone must have a new certificate before the old root goes: handshakes
 *     that are under way show what they began with
 * @param renewWithin over which the requests to renew are spread
 * @param renewAgain after which a request to renew is repeated
 * @param laggardAfter when those that are waited for are named
 */
public record RotationTimes(
    Duration awayTurn,
    Duration settle,
    Duration renewWithin,
    Duration renewAgain,
    Duration laggardAfter) {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final int TURNS_PER_LIFETIME = 8;

  /** For certificates of this lifetime; no instance is asked more often than it may ask itself. */
  public static RotationTimes of(Duration lifetime) {
    Duration turn = lifetime.dividedBy(TURNS_PER_LIFETIME);
    return new RotationTimes(
        MINUTE, SETTLE, turn.compareTo(MINUTE) < 0 ? turn : MINUTE, turn, MINUTE);
  }
}
