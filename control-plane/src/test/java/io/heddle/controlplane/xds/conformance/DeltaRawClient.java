package io.heddle.controlplane.xds.conformance;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.List;

/** A raw client of incremental xDS. */
final class DeltaRawClient extends RawStream<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {
  DeltaRawClient(Channel channel, Node node, Reading reading) {
    super(
        AggregatedDiscoveryServiceGrpc.newStub(channel)::deltaAggregatedResources,
        Answer::of,
        node,
        reading);
  }

  @Override
  public RawClient subscribe(String typeUrl, String... names) {
    return subscribeAnswering("", typeUrl, names);
  }

  @Override
  public RawClient subscribeAnswering(String nonce, String typeUrl, String... names) {
    return send(request(typeUrl, nonce).addAllResourceNamesSubscribe(List.of(names)));
  }

  @Override
  public RawClient unsubscribe(String typeUrl, String... names) {
    return send(request(typeUrl, "").addAllResourceNamesUnsubscribe(List.of(names)));
  }

  @Override
  public RawClient resume(Answer kept, String... names) {
    return send(
        request(kept.typeUrl(), "")
            .addAllResourceNamesSubscribe(List.of(names))
            .putAllInitialResourceVersions(kept.versions()));
  }

  @Override
  public RawClient accept(Answer answer) {
    return acknowledge(answer.typeUrl(), answer.nonce());
  }

  @Override
  public RawClient refuse(Answer answer, String error) {
    DeltaDiscoveryRequest.Builder request = request(answer.typeUrl(), answer.nonce());
    request.getErrorDetailBuilder().setCode(Status.Code.INVALID_ARGUMENT.value()).setMessage(error);
    return send(request);
  }

  @Override
  public RawClient acknowledge(String typeUrl, String nonce) {
    return send(request(typeUrl, nonce));
  }

  private RawClient send(DeltaDiscoveryRequest.Builder request) {
    return say(request.setNode(node()).build());
  }

  private static DeltaDiscoveryRequest.Builder request(String typeUrl, String nonce) {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(typeUrl).setResponseNonce(nonce);
  }
}
