package io.heddle.proxy.cluster;

import io.heddle.proxy.config.ClusterLimits;

/**
 * How many of a cluster's requests may be tried again at a time, on one event loop: a part of those
 * in flight, so that instances which fail get little more to do because they do.
 */
final class RetryBudget {
  private final LoopResources loop;
  private int retries;

  RetryBudget(LoopResources loop) {
    this.loop = loop;
  }

  /** False when there are as many as may be. */
  boolean take(ClusterLimits limits, int inFlight) {
    if (retries >= most(limits, inFlight)) {
      return false;
    }
    retries++;
    return true;
  }

  private int most(ClusterLimits limits, int inFlight) {
    int least = limits.minRetries() == 0 ? 0 : loop.share(limits.minRetries());
    return Math.max(least, (int) (inFlight * limits.retryPercent() / 100));
  }

  void giveBack() {
    retries--;
  }
}
