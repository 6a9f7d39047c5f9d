package io.heddle.examples.demo;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A process of the demo application to start.
 *
 * @param role {@code web} or {@code catalog}
 * @param upstreamPort on loopback, where a web reaches the catalog
 */
record AppSpec(
    String role,
    int port,
    Path ledger,
    String version,
    OptionalInt upstreamPort,
    long seed,
    Manners manners) {
  /** What the application does on SIGTERM. */
  enum Manners {
    POLITE,
    RUDE
  }
}
