package io.heddle.perf.micro;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/**
 * What JMH found of one benchmark with one set of parameters.
 *
 * @param errorNanos half of the interval that JMH trusts to 99.9 %; NaN where it knows none
 * @param bytes allocated by a call; NaN where nobody counted
 */
record Measured(
    String benchmark, String parameters, double nanos, double errorNanos, double bytes) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** One entry of JMH's JSON. */
  static Measured of(JsonNode entry) {
    JsonNode time = entry.path("primaryMetric");
    String unit = time.path("scoreUnit").asText();
    if (!unit.equals("ns/op")) {
      throw new IllegalArgumentException("scoreUnit: " + unit + " (expected: ns/op)");
    }
    return new Measured(
        name(entry.path("benchmark").asText()),
        entry.path("params").properties().stream()
            .map(it -> it.getKey() + "=" + it.getValue().asText())
            .collect(Collectors.joining(" ")),
        number(time.path("score")),
        number(time.path("scoreError")),
        number(entry.path("secondaryMetrics").path(ALLOCATED).path("score")));
  }

  /** JMH writes NaN as a text. */
  private static double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  private static String name(String method) {
    return method.replaceFirst("^io\\.heddle\\.", "").replaceFirst("Benchmark\\.", ".");
  }
}
