package io.heddle.proxy.xds;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What an {@code envoy.service.discovery.v3.DeltaDiscoveryRequest} says.
 *
 * @param nonce of the response that is acknowledged; empty: none
 * @param error why it is not acknowledged; empty: it is
 */
record DeltaRequest(
    ResourceType type,
    Collection<String> subscribe,
    Collection<String> unsubscribe,
    Map<String, String> initialVersions,
    String nonce,
    String error) {
  DeltaRequest {
    subscribe = List.copyOf(subscribe);
    unsubscribe = List.copyOf(unsubscribe);
    initialVersions = Map.copyOf(initialVersions);
  }

  static DeltaRequest subscribe(
      ResourceType type, Collection<String> names, Map<String, String> initialVersions) {
    return new DeltaRequest(type, names, List.of(), initialVersions, "", "");
  }

  static DeltaRequest unsubscribe(ResourceType type, Collection<String> names) {
    return new DeltaRequest(type, List.of(), names, Map.of(), "", "");
  }

  static DeltaRequest acknowledge(ResourceType type, String nonce) {
    return new DeltaRequest(type, List.of(), List.of(), Map.of(), nonce, "");
  }

  static DeltaRequest reject(ResourceType type, String nonce, String error) {
    return new DeltaRequest(type, List.of(), List.of(), Map.of(), nonce, error);
  }
}
