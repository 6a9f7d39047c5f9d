package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.util.Optional;

/** Incremental xDS. */
final class DeltaCodec implements Codec<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {
  @Override
  public Variant variant() {
    return Variant.DELTA;
  }

  @Override
  public Node node(DeltaDiscoveryRequest request) {
    return request.getNode();
  }

  @Override
  public StreamRequest read(DeltaDiscoveryRequest request) {
    return new StreamRequest.Delta(
        request.getTypeUrl(),
        request.getResponseNonce(),
        request.hasErrorDetail()
            ? Optional.of(request.getErrorDetail().getMessage())
            : Optional.empty(),
        request.getResourceNamesSubscribeList(),
        request.getResourceNamesUnsubscribeList(),
        request.getInitialResourceVersionsMap());
  }

  @Override
  public DeltaDiscoveryResponse write(StreamResponse response) {
    DeltaDiscoveryResponse.Builder message =
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(response.typeUrl())
            .setNonce(response.nonce())
            .setControlPlane(CONTROL_PLANE)
            .addAllRemovedResources(response.removed());
    response.resources().forEach(it -> message.addResources(it.resource()));
    return message.build();
  }
}
