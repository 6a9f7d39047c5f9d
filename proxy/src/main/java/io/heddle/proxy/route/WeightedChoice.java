package io.heddle.proxy.route;

import io.heddle.proxy.config.WeightedCluster;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Chooses one of a route's clusters by weight. */
public final class WeightedChoice {
  private WeightedChoice() {}

  /** Empty when every weight is zero. */
  public static Optional<WeightedCluster> choose(
      List<WeightedCluster> clusters, RandomGenerator random) {
    if (clusters.size() == 1 && clusters.getFirst().weight() > 0) {
      return Optional.of(clusters.getFirst());
    }
    long total = 0;
    for (WeightedCluster cluster : clusters) {
      total += cluster.weight();
    }
    if (total == 0) {
      return Optional.empty();
    }
    long left = random.nextLong(total);
    for (WeightedCluster cluster : clusters) {
      left -= cluster.weight();
      if (left < 0) {
        return Optional.of(cluster);
      }
    }
    throw new IllegalStateException("weights: sum " + total + " (expected: of all weights)");
  }
}
