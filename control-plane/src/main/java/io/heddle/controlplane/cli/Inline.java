package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;

/** JSON as part of a line. */
final class Inline {
  private Inline() {}

  /** {@code per try 500ms, on 502 503}; empty when there is nothing. */
  static String of(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .filter(field -> !of(field.getValue()).isEmpty())
          .map(field -> words(field.getKey()) + " " + of(field.getValue()))
          .collect(Collectors.joining(", "));
    }
    if (node.isArray()) {
      return node.valueStream().map(Inline::of).collect(Collectors.joining(" "));
    }
    return node.isNull() || node.isMissingNode() ? "" : node.asText();
  }

  /** Of a name such as {@code perTry}. */
  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }
}
