package io.heddle.examples.shop;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The command line of {@link ShopApp}. */
record ShopOptions(
    Role role,
    int port,
    Path ledger,
    String version,
    Optional<InetSocketAddress> upstream,
    Duration startDelay,
    long seed,
    Manners manners) {
  /** The version that never becomes healthy. */
  static final String BROKEN = "broken";

  /** The version that is healthy, and turns some requests away. */
  static final String BUSY = "busy";

  ShopOptions {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("--port: " + port + " (expected: 1-65535)");
    }
    if (!version.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException("--version: " + version + " (expected: [A-Za-z0-9.-]+)");
    }
    if (role == Role.WEB && upstream.isEmpty()) {
      throw new IllegalArgumentException("--upstream: none (expected: HOST:PORT for a web)");
    }
  }

  static ShopOptions parse(String... arguments) {
    Flags flags = Flags.parse(arguments);
    return new ShopOptions(
        Role.valueOf(flags.required("--role").toUpperCase(Locale.ROOT)),
        Integer.parseInt(flags.required("--port")),
        Path.of(flags.required("--ledger")),
        flags.required("--version"),
        flags.optional("--upstream").map(ShopOptions::address),
        flags.optional("--start-delay").map(ShopOptions::duration).orElse(Duration.ofSeconds(1)),
        flags.optional("--seed").map(Long::parseLong).orElse(1L),
        flags.has("--rude") ? Manners.RUDE : Manners.POLITE);
  }

  private static InetSocketAddress address(String value) {
    int colon = value.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("--upstream: " + value + " (expected: HOST:PORT)");
    }
    return new InetSocketAddress(
        value.substring(0, colon), Integer.parseInt(value.substring(colon + 1)));
  }

  private static Duration duration(String value) {
    if (value.matches("[0-9]{1,6}ms")) {
      return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)));
    }
    if (value.matches("[0-9]{1,6}s")) {
      return Duration.ofSeconds(Long.parseLong(value.substring(0, value.length() - 1)));
    }
    throw new IllegalArgumentException("--start-delay: " + value + " (expected: 1s or 500ms)");
  }
}
