package io.heddle.examples.demo;

import java.time.Duration;

/**
 * How long a deployer waits.
 *
 * @param poll between two looks at a replica
 * @param start for the first replicas of all
 * @param progress for a new replica in a rollout; past it, the rollout is undone
 * @param exit for a replica that was asked to stop; past it, it is killed
 */
public record DeployerTimes(Duration poll, Duration start, Duration progress, Duration exit) {
  public static final DeployerTimes DEFAULT =
      new DeployerTimes(
          Duration.ofMillis(100),
          Duration.ofSeconds(90),
          Duration.ofSeconds(12),
          Duration.ofSeconds(40));
}
