package io.heddle.controlplane.xds;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proxy as operators see it.
 *
 * @param connectedSince empty when it is disconnected
 * @param subscriptions how many names it asks for, by type URL; wildcards count as one
 * @param applied the generation that it has applied; for comparison within this process only
 * @param pending names that have yet to be sent or acknowledged
 */
public record ProxyView(
    ProxyIdentity identity,
    ClientKind kind,
    int schemaVersion,
    Optional<Instant> connectedSince,
    Map<String, Integer> subscriptions,
    long applied,
    int pending,
    List<RejectedResource> rejected) {
  /** A resource that the proxy refused, and its reason. */
  public record RejectedResource(ResourceKey key, String error) {}

  static ProxyView connected(AdsStream stream) {
    StreamPeer peer = stream.peer();
    Map<String, Subscriptions> subscriptions = new LinkedHashMap<>();
    int pending = 0;
    for (TypeStream type : stream.types().inPushOrder()) {
      subscriptions.put(type.typeUrl(), type.subscriptions());
      pending += type.dirty().size();
      pending += type.inFlight().map(response -> response.changed().size()).orElse(0);
    }
    return new ProxyView(
        peer.identity(),
        peer.kind(),
        peer.schemaVersion(),
        Optional.of(peer.connectedSince()),
        counts(subscriptions),
        stream.applied(),
        pending,
        rejected(stream.rejections()));
  }

  static ProxyView disconnected(
      StreamPeer peer, Map<String, Subscriptions> held, long applied, Rejections rejections) {
    return new ProxyView(
        peer.identity(),
        peer.kind(),
        peer.schemaVersion(),
        Optional.empty(),
        counts(held),
        applied,
        0,
        rejected(rejections));
  }

  private static Map<String, Integer> counts(Map<String, Subscriptions> subscriptions) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    subscriptions.forEach(
        (typeUrl, it) -> counts.put(typeUrl, it.names().size() + (it.isWildcard() ? 1 : 0)));
    return counts;
  }

  private static List<RejectedResource> rejected(Rejections rejections) {
    return rejections.all().entrySet().stream()
        .map(entry -> new RejectedResource(entry.getKey(), entry.getValue().error()))
        .toList();
  }
}
