package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** Parts of requests, as percentages. */
final class Share {
  private Share() {}

  /** {@code 33.3 %} of a part of 1. */
  static String shown(JsonNode part) {
    return BigDecimal.valueOf(part.asDouble())
            .movePointRight(2)
            .round(new MathContext(3))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }
}
