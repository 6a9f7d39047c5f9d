package io.heddle.proxy.xds;

import java.time.Duration;
import java.util.Set;

/**
 * How a sidecar asks its server for configuration, and what is to be made of the answers.
 *
 * @param inbound the listener of this instance
 * @param roots subscribed to from the beginning
 * @param firstFetch how long a resource that was asked for is waited for
 * @param unaskedBytes how much is kept of what was not asked for
 */
record ConfigSettings(
    ResourceKey inbound,
    Set<ResourceKey> roots,
    Claims claims,
    DeltaCodec codec,
    Duration firstFetch,
    ConfigState.Silence silence,
    int unaskedBytes,
    OnDemandLimits onDemand) {
  ConfigSettings {
    roots = Set.copyOf(roots);
  }

  static ResourceKey inbound(String instanceUid) {
    return new ResourceKey(ResourceType.LISTENER, "inbound/" + instanceUid);
  }
}
