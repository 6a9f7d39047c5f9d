package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The instances that serve now, and what each is reached through; confined to the mesh thread. */
final class Serving {
  private final InstancePublisher publisher;
  private final Map<String, Set<Life>> byNamespace = new HashMap<>();

  Serving(InstancePublisher publisher) {
    this.publisher = publisher;
  }

  /** The instance is in another state now, or new. */
  void update(Life life) {
    String namespace = life.registration().namespace();
    if (life.state() == InstanceState.SERVING) {
      byNamespace.computeIfAbsent(namespace, _ -> new LinkedHashSet<>()).add(life);
    } else {
      remove(life);
    }
  }

  void remove(Life life) {
    Set<Life> lives = byNamespace.get(life.registration().namespace());
    if (lives != null && lives.remove(life) && lives.isEmpty()) {
      byNamespace.remove(life.registration().namespace());
    }
  }

  /** How many instances that joined as {@code service} serve. */
  int count(ServiceName service) {
    return (int)
        byNamespace.getOrDefault(service.namespace(), Set.of()).stream()
            .filter(life -> life.service().equals(service))
            .count();
  }

  /** The resources through which clients reach the instance. */
  Set<ResourceKey> reach(Life life) {
    return publisher.resourcesOf(life.uid());
  }

  /**
   * Whether another instance serves wherever this one is reached. A Service selects within its
   * namespace.
   */
  boolean besides(Life life) {
    Set<ResourceKey> uncovered = new LinkedHashSet<>(reach(life));
    for (Life other : byNamespace.getOrDefault(life.registration().namespace(), Set.of())) {
      if (uncovered.isEmpty()) {
        return true;
      }
      if (other != life) {
        uncovered.removeAll(reach(other));
      }
    }
    return uncovered.isEmpty();
  }
}
