package io.heddle.examples.demo;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A sidecar to start.
 *
 * @param catalogPort the local port that reaches the catalog, for those that call it
 */
public record SidecarSpec(
    String controlPlane,
    String token,
    Path state,
    int appPort,
    OptionalInt catalogPort,
    Set<Protection> without) {
  public SidecarSpec {
    without = Set.copyOf(without);
  }
}
