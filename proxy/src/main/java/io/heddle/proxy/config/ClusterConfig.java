package io.heddle.proxy.config;

import java.time.Duration;

/**
 * A set of endpoints that can each serve the same requests, and how to reach them.
 *
 * @param idle an unused connection is closed after this
 */
public record ClusterConfig(
    String name,
    EndpointSource source,
    Transport transport,
    Balance balance,
    Duration connectTimeout,
    Duration idle,
    ClusterLimits limits) {

  /** How an endpoint is chosen. */
  public enum Balance {
    ROUND_ROBIN,
    LEAST_REQUEST
  }
}
