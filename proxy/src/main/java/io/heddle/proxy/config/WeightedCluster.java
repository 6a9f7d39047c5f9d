package io.heddle.proxy.config;

/**
 * A share of a route's requests, and what is done to these alone; one cluster may have several.
 *
 * @param requestEdits come before the route's, as in Envoy: where both set a field, the route does
 * @param responseEdits likewise
 * @param host the authority that requests are sent on with, unless the route names one; empty:
 *     stays
 */
public record WeightedCluster(
    String cluster, int weight, HeaderEdits requestEdits, HeaderEdits responseEdits, String host) {
  /** Never exists: the share of a route whose backend is invalid goes there. */
  public static final String INVALID_BACKEND = "heddle.io/invalid-backend";

  public WeightedCluster {
    if (weight < 0) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: >= 0)");
    }
  }

  /** Does nothing of its own to requests. */
  public WeightedCluster(String cluster, int weight) {
    this(cluster, weight, HeaderEdits.NONE, HeaderEdits.NONE, "");
  }
}
