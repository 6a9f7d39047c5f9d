package io.heddle.proxy.xds;

import java.util.List;

/** What an {@code envoy.service.discovery.v3.DeltaDiscoveryResponse} says. */
record DeltaResponse(
    String typeUrl, String nonce, List<DeltaResource> resources, List<String> removed) {
  DeltaResponse {
    resources = List.copyOf(resources);
    removed = List.copyOf(removed);
  }

  /**
   * One resource, still in bytes.
   *
   * @param typeUrl of the {@code Any} that it came in
   */
  @SuppressWarnings("ArrayRecordComponent")
  record DeltaResource(String name, String version, String typeUrl, byte[] bytes) {}
}
