package io.heddle.proxy.listener;

import java.time.Duration;

/**
 * Limits of accepted connections.
 *
 * @param firstHead on plaintext connections, from accept to the end of the first request's head
 * @param meshIdle a mesh connection without an exchange; longer than clients wait
 * @param applicationIdle a plaintext connection without an exchange
 * @param handshake TLS
 * @param connections per port
 * @param hold how long a connection waits for its listener to become known
 * @param held connections that wait so, in all
 */
public record DownstreamSettings(
    Duration firstHead,
    Duration meshIdle,
    Duration applicationIdle,
    Duration handshake,
    int connections,
    Duration hold,
    int held) {
  public static final DownstreamSettings DEFAULT =
      new DownstreamSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(90),
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          10_000,
          Duration.ofSeconds(2),
          256);
}
