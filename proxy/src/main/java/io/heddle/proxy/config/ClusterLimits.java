package io.heddle.proxy.config;

/**
 * Circuit breakers of one cluster in this sidecar; past them a request is refused with {@code UO}.
 */
public record ClusterLimits(int maxConnections, int maxPendingRequests) {
  public static final ClusterLimits DEFAULT = new ClusterLimits(1_024, 1_024);
}
