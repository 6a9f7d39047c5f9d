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
    ClusterLimits limits,
    Version version) {

  /** With HTTP/1.1. */
  public ClusterConfig(
      String name,
      EndpointSource source,
      Transport transport,
      Balance balance,
      Duration connectTimeout,
      Duration idle,
      ClusterLimits limits) {
    this(name, source, transport, balance, connectTimeout, idle, limits, Version.HTTP_1);
  }

  /** Of HTTP, that its endpoints speak; without meaning where bytes are opaque. */
  public enum Version {
    HTTP_1,
    /** With prior knowledge, or agreed to in TLS. */
    HTTP_2
  }

  /** How an endpoint is chosen. */
  public enum Balance {
    ROUND_ROBIN,
    LEAST_REQUEST
  }
}
