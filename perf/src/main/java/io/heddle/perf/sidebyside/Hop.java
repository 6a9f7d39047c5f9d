package io.heddle.perf.sidebyside;

/**
 * What a sidecar of a peer is told.
 *
 * @param listenPort where it takes requests
 * @param nextPort where it sends them
 */
record Hop(Side side, int listenPort, int nextPort, MeshKeys keys) {}
