package io.heddle.examples.shop;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Command-line flags: {@code --name value}, and {@code --rude} alone. */
final class Flags {
  private final Map<String, String> values;

  private Flags(Map<String, String> values) {
    this.values = values;
  }

  static Flags parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--rude")) {
        values.put(arguments[i], "");
      } else if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
        values.put(arguments[i], arguments[++i]);
      } else {
        throw new IllegalArgumentException(
            "argument: " + arguments[i] + " (expected: --name value)");
      }
    }
    return new Flags(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException(name + ": none (expected: a value)"));
  }
}
