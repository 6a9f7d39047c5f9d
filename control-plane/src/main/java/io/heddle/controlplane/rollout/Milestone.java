package io.heddle.controlplane.rollout;

import io.heddle.controlplane.xds.Holders.Holder;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.HashSet;
import java.util.Set;

/** What a proxy must have applied for a change to be in force there. */
record Milestone(long generation, Set<ResourceKey> resources) {
  Milestone {
    resources = Set.copyOf(resources);
  }

  boolean isAppliedBy(Holder holder) {
    return holder.hasApplied(generation, resources);
  }

  /**
   * The milestone when the instance is reached through {@code now} as well: what came since must be
   * applied too, and what no longer leads there must have been let go.
   */
  Milestone including(Set<ResourceKey> now, long newestGeneration) {
    if (resources.containsAll(now)) {
      return this;
    }
    Set<ResourceKey> all = new HashSet<>(resources);
    all.addAll(now);
    return new Milestone(newestGeneration, all);
  }
}
