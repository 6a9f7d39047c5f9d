package io.heddle.proxy.xds;

import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.ProxySnapshot;
import java.util.List;

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

  boolean isReached() {
    return done;
  }

  /**
   * True once, when the identity and the inbound listener are in force, and each of {@code
   * prefetched} is, does not exist or has been given up.
   */
  boolean isReachedBy(ProxySnapshot snapshot, List<ResourceKey> prefetched) {
    if (done
        || snapshot.identity().isEmpty()
        || !hasInbound(snapshot)
        || !prefetched.stream().allMatch(key -> isSettled(snapshot, key))) {
      return false;
    }
    done = true;
    return true;
  }

  private boolean hasInbound(ProxySnapshot snapshot) {
    ListenerConfig listener = snapshot.listeners().get(inbound.name());
    return listener != null
        || (!servesInbound && (!state.wanted().contains(inbound) || isMissing(inbound)));
  }

  private boolean isSettled(ProxySnapshot snapshot, ResourceKey key) {
    return snapshot.listeners().containsKey(key.name()) || isMissing(key);
  }

  private boolean isMissing(ResourceKey key) {
    return state.isSettled(key) && state.inForce(key).isEmpty();
  }
}
