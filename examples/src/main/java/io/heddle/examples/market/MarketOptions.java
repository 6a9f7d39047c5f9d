package io.heddle.examples.market;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The command line of {@link MarketApp}. */
record MarketOptions(MarketPorts ports, Path ledger, String version) {
  /** The version that never becomes healthy. */
  static final String BROKEN = "broken";

  static MarketOptions parse(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "argument: " + arguments[i] + " (expected: --name value)");
      }
      values.put(arguments[i], arguments[i + 1]);
    }
    MarketPorts ports =
        new MarketPorts(
            port(values, "--http"),
            port(values, "--h2"),
            port(values, "--grpc"),
            port(values, "--tcp"));
    return new MarketOptions(
        ports, Path.of(required(values, "--ledger")), required(values, "--version"));
  }

  private static int port(Map<String, String> values, String name) {
    return Integer.parseInt(required(values, name));
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + ": none (expected: a value)");
    }
    return value;
  }
}
