package io.heddle.proxy.config;

/** A share of a route's requests. */
public record WeightedCluster(String cluster, int weight) {
  /** Never exists: the share of a route whose backend is invalid goes there. */
  public static final String INVALID_BACKEND = "heddle.io/invalid-backend";

  public WeightedCluster {
    if (weight < 0) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: >= 0)");
    }
  }
}
