package io.heddle.proxy.xds;

import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.ProxySnapshot;
import java.util.Set;

/** Knows when the sidecar has all it needs to serve for the first time. */
final class FirstConfig {
  private final ConfigState state;
  private final ResourceKey inbound;
  private final boolean servesInbound;
  private boolean done;

  FirstConfig(ConfigState state, ResourceKey inbound, Claims claims) {
    this.state = state;
    this.inbound = inbound;
    this.servesInbound = !claims.inbound().isEmpty();
  }

  /** True once, when the identity and all {@code wanted} listeners are in force. */
  boolean isReachedBy(ProxySnapshot snapshot, Set<ResourceKey> wanted) {
    if (done
        || snapshot.identity().isEmpty()
        || !hasInbound(snapshot)
        || !wanted.stream().allMatch(key -> isSettled(snapshot, key))) {
      return false;
    }
    done = true;
    return true;
  }

  private boolean hasInbound(ProxySnapshot snapshot) {
    ListenerConfig listener = snapshot.listeners().get(inbound.name());
    if (listener == null) {
      return !servesInbound && isMissing(inbound);
    }
    return listener.prefetch().stream()
        .map(name -> new ResourceKey(ResourceType.LISTENER, name))
        .allMatch(key -> isSettled(snapshot, key));
  }

  private boolean isSettled(ProxySnapshot snapshot, ResourceKey key) {
    return snapshot.listeners().containsKey(key.name()) || isMissing(key);
  }

  private boolean isMissing(ResourceKey key) {
    return state.isSettled(key) && state.inForce(key).isEmpty();
  }
}
