package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.Set;

/**
 * An instance has been published in a state.
 *
 * @param instance as it is since
 * @param generation what a proxy must have applied to have it in force
 * @param resources through which clients reach it
 * @param readNanos when the control plane read the event that caused it
 */
public record Transition(
    InstanceView instance,
    InstanceState from,
    long generation,
    Set<ResourceKey> resources,
    long readNanos) {
  public Transition {
    resources = Set.copyOf(resources);
  }

  public String uid() {
    return instance.uid();
  }

  public ServiceName service() {
    return instance.service();
  }

  public InstanceState to() {
    return instance.state();
  }

  /** Whether clients are sent something for it. */
  public boolean isVisible() {
    return from != to() && (isSent(from) || isSent(to()));
  }

  private static boolean isSent(InstanceState state) {
    return switch (state) {
      case WARMING, SERVING, DRAINING -> true;
      case PENDING, RELEASED -> false;
    };
  }
}
