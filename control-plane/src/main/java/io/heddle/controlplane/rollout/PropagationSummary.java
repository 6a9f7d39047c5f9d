package io.heddle.controlplane.rollout;

/**
 * How long changes took to be in force everywhere, in milliseconds.
 *
 * @param count of changes
 * @param slowest the proxy that acknowledged last in the slowest of them; empty when there is none
 */
public record PropagationSummary(double p50, double p99, double max, long count, String slowest) {}
