package io.heddle.proxy.xds;

import java.time.Duration;

/**
 * How much a sidecar subscribes to because it is used.
 *
 * @param listeners outbound listeners in all
 * @param missing of these, listeners that do not exist
 * @param unused without a connection for so long, a listener is let go of
 * @param sweep how often that is looked at
 */
public record OnDemandLimits(int listeners, int missing, Duration unused, Duration sweep) {
  public static final OnDemandLimits DEFAULT =
      new OnDemandLimits(10_000, 1_024, Duration.ofMinutes(15), Duration.ofMinutes(1));

  public OnDemandLimits {
    if (listeners < 1 || missing < 1) {
      throw new IllegalArgumentException(
          "on-demand limits: " + listeners + ", " + missing + " (expected: >= 1)");
    }
    if (unused.isNegative() || !sweep.isPositive()) {
      throw new IllegalArgumentException(
          "on-demand times: " + unused + ", " + sweep + " (expected: >= 0, > 0)");
    }
  }
}
