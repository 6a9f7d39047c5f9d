package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.Set;

/**
 * Puts instances into the mesh's model and pushes what follows from it. Used on the mesh thread
 * only.
 */
public interface InstancePublisher {
  /** Puts the instance, in its state, in force; returns the generation of the change. */
  long publish(Instance instance);

  /** Takes the instance out of the model; returns the generation of the change. */
  long remove(String uid);

  /** The clusters and endpoint resources through which clients reach the instance now. */
  Set<ResourceKey> resourcesOf(String uid);
}
