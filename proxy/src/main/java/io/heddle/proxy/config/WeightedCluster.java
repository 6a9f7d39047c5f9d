package io.heddle.proxy.config;

/** A share of a route's requests. */
public record WeightedCluster(String cluster, int weight) {
  public WeightedCluster {
    if (weight < 0) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: >= 0)");
    }
  }
}
