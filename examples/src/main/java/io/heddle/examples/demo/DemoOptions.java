package io.heddle.examples.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a demo is asked to do.
 *
 * @param only run just the unprotected part, without these; empty: both parts
 */
record DemoOptions(
    int rollouts, int requestsPerSecond, Optional<Path> json, Set<Protection> only, Files files) {
  /** What becomes of the files of a run. */
  enum Files {
    DELETE,
    KEEP
  }

  DemoOptions {
    only = Set.copyOf(only);
    if (requestsPerSecond < 1 || requestsPerSecond > 10_000) {
      throw new IllegalArgumentException("--rate: " + requestsPerSecond + " (expected: 1-10000)");
    }
    if (rollouts < 1 || rollouts > 1_000) {
      throw new IllegalArgumentException("--rollouts: " + rollouts + " (expected: 1-1000)");
    }
  }
}
