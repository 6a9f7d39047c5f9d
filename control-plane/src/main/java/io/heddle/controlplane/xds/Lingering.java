package io.heddle.controlplane.xds;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a client that is gone was subscribed to: it may still use it. */
final class Lingering {
  private final StreamPeer peer;
  private final long applied;
  private final Rejections rejections;
  private final Visibility visibility;
  private final Map<String, Subscriptions> subscriptions = new HashMap<>();

  private Lingering(AdsStream stream) {
    this.peer = stream.peer();
    this.applied = stream.applied();
    this.rejections = stream.rejections();
    this.visibility = new Visibility(peer.identity().uid());
    stream
        .types()
        .inPushOrder()
        .forEach(type -> subscriptions.put(type.typeUrl(), type.subscriptions()));
  }

  static Lingering of(AdsStream stream) {
    return new Lingering(stream);
  }

  boolean holds(ResourceKey key) {
    Subscriptions ofType = subscriptions.get(key.typeUrl());
    return ofType != null && visibility.shows(key.name()) && ofType.covers(key.name());
  }

  /** The client has said on a new stream what it has of this type. */
  void forget(String typeUrl) {
    subscriptions.remove(typeUrl);
  }

  void forgetEverything() {
    subscriptions.clear();
  }

  boolean isEmpty() {
    return subscriptions.isEmpty();
  }

  StreamPeer peer() {
    return peer;
  }

  long applied() {
    return applied;
  }

  Set<ResourceKey> rejected() {
    return rejections.keys();
  }

  ProxyView view() {
    return ProxyView.disconnected(peer, subscriptions, applied, rejections);
  }
}
