package io.heddle.controlplane;

import io.heddle.controlplane.identity.IdentityConfig;
import io.heddle.controlplane.rollout.RolloutSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of a control plane.
 *
 * @param files the directory of the user's objects
 * @param state the directory of what must outlive the process
 * @param listen where sidecars connect
 * @param admin where operators ask
 * @param xdsPlaintext where programs of this host get xDS without TLS and without secrets
 */
public record ControlPlaneConfig(
    Path files,
    Path state,
    InetSocketAddress listen,
    InetSocketAddress admin,
    Optional<InetSocketAddress> xdsPlaintext,
    IdentityConfig identity,
    RolloutSettings rollout) {
  public ControlPlaneConfig {
    xdsPlaintext
        .filter(address -> !address.getAddress().isLoopbackAddress())
        .ifPresent(address -> {
          throw new IllegalArgumentException(
              "xds-plaintext: "
                  + Starting.shown(address)
                  + " (expected: a loopback address, as it asks for no credential)");
        });
  }
}
