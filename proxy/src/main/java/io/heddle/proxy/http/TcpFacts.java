package io.heddle.proxy.http;

/**
 * How an opaque connection went.
 *
 * @param endpointUid empty when none was reached
 * @param flag response flag; empty when the mesh did not fail
 */
public record TcpFacts(
    DownstreamConnection connection,
    String cluster,
    String endpointUid,
    long bytesUp,
    long bytesDown,
    long durationNanos,
    String flag) {}
