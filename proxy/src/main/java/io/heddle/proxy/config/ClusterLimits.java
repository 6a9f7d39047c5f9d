package io.heddle.proxy.config;

/**
 * Circuit breakers of one cluster in this sidecar; past them a request is refused with {@code UO},
 * or not tried again.
 *
 * @param retryPercent of the requests in flight that may be ones that are tried again
 * @param minRetries may be in flight however few requests are
 */
public record ClusterLimits(
    int maxConnections, int maxPendingRequests, double retryPercent, int minRetries) {
  public static final double RETRY_PERCENT = 20;
  public static final int MIN_RETRIES = 3;
  public static final ClusterLimits DEFAULT = new ClusterLimits(1_024, 1_024);

  /** With as many retries as Envoy allows where nothing is said. */
  public ClusterLimits(int maxConnections, int maxPendingRequests) {
    this(maxConnections, maxPendingRequests, RETRY_PERCENT, MIN_RETRIES);
  }
}
