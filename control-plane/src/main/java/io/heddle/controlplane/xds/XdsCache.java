package io.heddle.controlplane.xds;

import java.util.List;

/** Every resource of the mesh, encoded once; confined to the mesh thread. */
public final class XdsCache {
  private long generation;

  /** Puts changes in force and returns their generation; the current one if they change nothing. */
  public long apply(List<ResourceChange> changes) {
    return changes.isEmpty() ? generation : ++generation;
  }
}
