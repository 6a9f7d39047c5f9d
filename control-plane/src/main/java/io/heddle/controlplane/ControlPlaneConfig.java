package io.heddle.controlplane;

import io.heddle.controlplane.identity.IdentityConfig;
import io.heddle.controlplane.rollout.RolloutSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * The settings of a control plane.
 *
 * @param files the directory of the user's objects
 * @param state the directory of what must outlive the process
 * @param listen where sidecars connect
 * @param admin where operators ask
 */
public record ControlPlaneConfig(
    Path files,
    Path state,
    InetSocketAddress listen,
    InetSocketAddress admin,
    IdentityConfig identity,
    RolloutSettings rollout) {}
