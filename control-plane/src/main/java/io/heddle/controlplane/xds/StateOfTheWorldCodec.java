package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.Optional;

/** State-of-the-world xDS. */
final class StateOfTheWorldCodec implements Codec<DiscoveryRequest, DiscoveryResponse> {
  @Override
  public Variant variant() {
    return Variant.STATE_OF_THE_WORLD;
  }

  @Override
  public Node node(DiscoveryRequest request) {
    return request.getNode();
  }

  @Override
  public StreamRequest read(DiscoveryRequest request) {
    return new StreamRequest.StateOfTheWorld(
        request.getTypeUrl(),
        request.getResponseNonce(),
        request.hasErrorDetail()
            ? Optional.of(request.getErrorDetail().getMessage())
            : Optional.empty(),
        request.getResourceNamesList(),
        request.getVersionInfo());
  }

  @Override
  public DiscoveryResponse write(StreamResponse response) {
    DiscoveryResponse.Builder message =
        DiscoveryResponse.newBuilder()
            .setTypeUrl(response.typeUrl())
            .setNonce(response.nonce())
            .setVersionInfo(ContentVersion.of(response.resources()))
            .setControlPlane(CONTROL_PLANE);
    response.resources().forEach(it -> message.addResources(it.content()));
    return message.build();
  }
}
