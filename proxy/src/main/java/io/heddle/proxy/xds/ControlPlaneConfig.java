package io.heddle.proxy.xds;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a sidecar's control plane is, and what the sidecar says there.
 *
 * @param address looked up anew for each connection
 * @param token for an instance that has no certificate yet
 * @param state a directory of this sidecar's own
 */
public record ControlPlaneConfig(
    InetSocketAddress address,
    Optional<JoinToken> token,
    Path state,
    Claims claims,
    Timing timing,
    OnDemandLimits onDemand) {

  /**
   * How long things are waited for.
   *
   * @param firstFetch for a resource that was asked for
   * @param welcome from the beginning of a connection
   * @param reconnectMin bound of the first wait before a new connection; it doubles each time
   * @param reconnectMax bound of the longest such wait
   * @param stats between two reports
   */
  public record Timing(
      Duration firstFetch,
      Duration welcome,
      Duration reconnectMin,
      Duration reconnectMax,
      Duration stats) {
    public static final Timing DEFAULT =
        new Timing(
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
  }
}
