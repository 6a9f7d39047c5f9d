package io.heddle.proxy.xds;

import io.heddle.certs.SpiffeId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An xDS server that is nobody's control plane of Heddle's, and what a sidecar is for it.
 *
 * @param address looked up anew for each connection
 * @param certificates the directory that others keep this instance's certificate in
 * @param node its id is the instance's, too
 */
public record XdsServerConfig(
    InetSocketAddress address,
    Security security,
    Path certificates,
    Node node,
    Claims claims,
    ControlPlaneConfig.Timing timing,
    OnDemandLimits onDemand) {

  /** How often the directory is looked at. */
  static final Duration LOOK = Duration.ofSeconds(1);

  /** How the server is spoken to. */
  public sealed interface Security {
    /**
     * Both sides show certificates.
     *
     * @param server whom the server has to be; empty: Heddle's control plane
     */
    record MutualTls(Optional<SpiffeId> server) implements Security {}

    /** Nobody proves anything: for a server on the same host. */
    record Plaintext() implements Security {}
  }
}
