package io.heddle.proxy.cluster;

import java.time.Duration;

/**
 * Limits of what goes to upstreams; zero durations are no limit.
 *
 * @param handshake TLS, in and out
 * @param responseHead from the request's last byte to the whole head of the final response
 * @param connectsAtOnce of one event loop to one endpoint, for requests that wait
 * @param applicationReuse an idle connection to the application is used again only if idle for less
 * @param replayBytes kept of a request so that it can go elsewhere
 * @param replayBytesInAll the same, of the whole sidecar
 */
public record UpstreamSettings(
    Duration handshake,
    Duration responseHead,
    int connectsAtOnce,
    Duration applicationReuse,
    int replayBytes,
    int replayBytesInAll) {
  public static final UpstreamSettings DEFAULT =
      new UpstreamSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          4,
          Duration.ofSeconds(1),
          64 * 1024,
          4 * 1024 * 1024);
}
