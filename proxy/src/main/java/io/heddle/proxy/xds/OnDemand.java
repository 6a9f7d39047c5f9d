package io.heddle.proxy.xds;

import io.heddle.proxy.config.ProxySnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Subscribes to outbound listeners as they are needed, and lets go of them. Confined to the
 * client's event loop.
 */
final class OnDemand {
  private final ConfigState state;
  private final ResourceKey inbound;
  private final OutboundSubscriptions subscriptions;
  private final Set<String> prefetched = new LinkedHashSet<>();

  OnDemand(ConfigState state, ResourceKey inbound, OutboundSubscriptions subscriptions) {
    this.state = state;
    this.inbound = inbound;
    this.subscriptions = subscriptions;
  }

  /** A connection needs it. */
  void want(String listener) {
    letGo(subscriptions.want(listener));
    if (subscriptions.contains(listener)) {
      state.want(List.of(key(listener)));
    }
  }

  /** Follows the list of the inbound listener; only until the sidecar is configured. */
  void prefetch() {
    if (state.accepted(inbound).orElse(null) instanceof Resource.Listener(var listener)) {
      List<String> added = listener.prefetch().stream().filter(subscriptions::prefetch).toList();
      prefetched.addAll(added);
      state.want(keys(added));
    }
  }

  /** What was subscribed to ahead, and still is. */
  List<ResourceKey> prefetched() {
    return keys(prefetched.stream().filter(subscriptions::contains).toList());
  }

  /** Takes over which listeners do not exist, and gives those that are new among them. */
  List<String> onApplied(ProxySnapshot snapshot) {
    return subscriptions.missing(snapshot.missing());
  }

  /** Lets go of what is beyond the limit of listeners that do not exist; says whether any was. */
  boolean dropMissing() {
    return letGo(subscriptions.dropMissing());
  }

  /** Lets go of what was not used for long; says whether any was. */
  boolean dropUnused() {
    return letGo(subscriptions.dropUnused());
  }

  private boolean letGo(List<String> listeners) {
    state.unwant(keys(listeners));
    return !listeners.isEmpty();
  }

  private static List<ResourceKey> keys(List<String> listeners) {
    return listeners.stream().map(OnDemand::key).toList();
  }

  private static ResourceKey key(String listener) {
    return new ResourceKey(ResourceType.LISTENER, listener);
  }
}
