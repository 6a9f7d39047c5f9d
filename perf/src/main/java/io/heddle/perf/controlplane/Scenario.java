package io.heddle.perf.controlplane;

import java.util.Locale;

/** What is done to the mesh. */
enum Scenario {
  /** Nothing: what connections alone cost. */
  IDLE,
  /** One instance after the other leaves and comes back, each when the last has arrived. */
  FLIPS,
  /** Ten changes a second, whether earlier ones have arrived or not. */
  CHURN,
  /** All proxies lose their connections at once while an instance leaves. */
  RECONNECT,
  /** One endpoint of a slice leaves and comes back, by saving its file. */
  FILE,
  /** All instances of a service are replaced, a tenth at a time. */
  ROLLOUT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
