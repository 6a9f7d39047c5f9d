package io.heddle.controlplane.xds;

import java.time.Instant;
import java.util.Optional;

/**
 * Who is at the other end of a stream.
 *
 * @param identity from the connection's credential
 * @param kind a claim
 * @param schemaVersion a claim; 0 when it made none
 * @param certificates a claim: the directory where it keeps its secrets itself
 */
public record StreamPeer(
    ProxyIdentity identity,
    ClientKind kind,
    int schemaVersion,
    Optional<String> certificates,
    Instant connectedSince) {}
