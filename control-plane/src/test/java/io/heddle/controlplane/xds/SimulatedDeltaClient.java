package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A sidecar at random. */
final class SimulatedDeltaClient extends SimulatedClient {
  private static final String REMOVED = "";

  private final Map<ResourceKey, String> versions = new HashMap<>();
  private final Deque<Long> receivedAt = new ArrayDeque<>();
  private DeltaClient client;

  SimulatedDeltaClient(XdsHarness xds, ChangeHistory history, String uid) {
    super(xds, history, uid);
    client = connect();
  }

  @Override
  void tellSubscriptions(ResourceKey changed) {
    if (wanted().contains(changed)) {
      asksFor(changed);
      client.subscribe(changed.typeUrl(), changed.name());
    } else {
      versions.remove(changed);
      letsGo(changed);
      client.unsubscribe(changed.typeUrl(), changed.name());
    }
  }

  @Override
  boolean answer(Random random, int refusalPercent) {
    if (client.waiting() == 0) {
      return false;
    }
    DeltaDiscoveryResponse response = client.next();
    long asOf = receivedAt.remove();
    List<String> names = new ArrayList<>(response.getRemovedResourcesList());
    response.getResourcesList().forEach(it -> names.add(it.getName()));
    Optional<String> bad =
        names.isEmpty() || random.nextInt(100) >= refusalPercent
            ? Optional.empty()
            : Optional.of(names.get(random.nextInt(names.size())));
    take(response, bad, asOf);
    bad.ifPresentOrElse(
        name -> client.nack(response, name + ": refused"), () -> client.ack(response));
    return true;
  }

  private DeltaClient connect() {
    receivedAt.clear();
    DeltaClient made = xds.delta(uid);
    made.onReceive(_ -> receivedAt.add(xds.cache.generation()));
    return made;
  }

  private void take(DeltaDiscoveryResponse response, Optional<String> bad, long asOf) {
    Map<String, String> texts = DeltaClient.texts(response);
    Map<String, String> newVersions = new HashMap<>(DeltaClient.versions(response));
    response.getRemovedResourcesList().forEach(name -> newVersions.put(name, REMOVED));
    newVersions.forEach((name, version) -> {
      ResourceKey key = new ResourceKey(response.getTypeUrl(), name);
      if (!wanted().contains(key)) {
        return;
      }
      if (bad.filter(name::equals).isPresent()) {
        refuse(key, asOf);
      } else {
        accept(key, Optional.ofNullable(texts.get(name)), asOf);
        versions.put(key, version);
        versions.values().remove(REMOVED);
      }
    });
  }

  @Override
  void reconnect() {
    client.disconnect();
    startedAnew();
    client = connect();
    for (String type : ChangeHistory.TYPES) {
      DeltaDiscoveryRequest.Builder request = DeltaClient.request(type);
      for (ResourceKey key : wanted()) {
        if (key.typeUrl().equals(type)) {
          asksFor(key);
          request.addResourceNamesSubscribe(key.name());
          Optional.ofNullable(versions.get(key))
              .ifPresent(it -> {
                kept(key);
                request.putInitialResourceVersions(key.name(), it);
              });
        }
      }
      // An empty first request would be a wildcard.
      if (request.getResourceNamesSubscribeCount() > 0) {
        client.send(request);
      }
    }
  }

  @Override
  boolean isAnsweredWhenMissing() {
    return true;
  }

  @Override
  boolean isToldOfRemovals(String typeUrl) {
    return true;
  }
}
