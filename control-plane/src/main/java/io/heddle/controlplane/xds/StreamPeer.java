package io.heddle.controlplane.xds;

import java.time.Instant;

/**
 * Who is at the other end of a stream.
 *
 * @param identity from the connection's credential
 * @param kind a claim
 * @param schemaVersion a claim; 0 when it made none
 */
public record StreamPeer(
    ProxyIdentity identity, ClientKind kind, int schemaVersion, Instant connectedSince) {}
