package io.heddle.examples.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the sidecars counted and the control plane measured over a run: {@code /v1/rollouts},
 * totals.
 */
public record SidecarTotals(
    PropagationMillis propagation,
    long misdirected,
    long refused,
    long failed,
    long redispatched,
    long repeated) {
  public static final SidecarTotals NONE =
      new SidecarTotals(new PropagationMillis(0, 0, 0, 0, ""), 0, 0, 0, 0, 0);

  /** How long changes took until every client had applied them. */
  public record PropagationMillis(double p50, double p99, double max, long count, String slowest) {}

  static SidecarTotals parse(JsonNode rollouts) {
    JsonNode totals = rollouts.path("totals");
    JsonNode propagation = totals.path("propagationMillis");
    return new SidecarTotals(
        new PropagationMillis(
            propagation.path("p50").asDouble(),
            propagation.path("p99").asDouble(),
            propagation.path("max").asDouble(),
            propagation.path("count").asLong(),
            propagation.path("slowest").asText("")),
        count(totals, "misdirected"),
        count(totals, "refused"),
        count(totals, "failed"),
        count(totals, "redispatched"),
        count(totals, "repeated"));
  }

  /** A count that is missing must not pass for zero. */
  private static long count(JsonNode totals, String name) {
    JsonNode count = totals.path(name);
    if (!count.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "/v1/rollouts totals." + name + ": " + count + " (expected: a number)");
    }
    return count.asLong();
  }
}
