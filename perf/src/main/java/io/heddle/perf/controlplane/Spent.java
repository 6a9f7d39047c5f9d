package io.heddle.perf.controlplane;

/**
 * What a scenario took.
 *
 * @param serverNanos CPU time of the control plane
 * @param clientNanos CPU time of the process with all proxies
 * @param receivedBytes of the proxies, TLS included
 * @param sentBytes by them
 */
record Spent(
    double seconds, long serverNanos, long clientNanos, long receivedBytes, long sentBytes) {}
