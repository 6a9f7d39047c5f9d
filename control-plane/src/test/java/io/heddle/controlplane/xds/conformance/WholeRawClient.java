package io.heddle.controlplane.xds.conformance;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A raw client of state-of-the-world xDS: each request says all names, and the version that was
 * accepted last.
 */
final class WholeRawClient extends RawStream<DiscoveryRequest, DiscoveryResponse> {
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, String> versions = new HashMap<>();

  WholeRawClient(Channel channel, Node node, Reading reading) {
    super(
        AggregatedDiscoveryServiceGrpc.newStub(channel)::streamAggregatedResources,
        Answer::of,
        node,
        reading);
  }

  @Override
  public RawClient subscribe(String typeUrl, String... more) {
    return subscribeAnswering(lastNonce(typeUrl), typeUrl, more);
  }

  @Override
  public RawClient subscribeAnswering(String nonce, String typeUrl, String... more) {
    names(typeUrl).addAll(List.of(more));
    return acknowledge(typeUrl, nonce);
  }

  @Override
  public RawClient unsubscribe(String typeUrl, String... fewer) {
    names(typeUrl).removeAll(List.of(fewer));
    return acknowledge(typeUrl, lastNonce(typeUrl));
  }

  @Override
  public RawClient resume(Answer kept, String... wanted) {
    versions.put(kept.typeUrl(), kept.version());
    return subscribe(kept.typeUrl(), wanted);
  }

  @Override
  public RawClient accept(Answer answer) {
    versions.put(answer.typeUrl(), answer.version());
    return acknowledge(answer.typeUrl(), answer.nonce());
  }

  @Override
  public RawClient refuse(Answer answer, String error) {
    DiscoveryRequest.Builder request = request(answer.typeUrl(), answer.nonce());
    request.getErrorDetailBuilder().setCode(Status.Code.INVALID_ARGUMENT.value()).setMessage(error);
    return say(request.build());
  }

  @Override
  public RawClient acknowledge(String typeUrl, String nonce) {
    return say(request(typeUrl, nonce).build());
  }

  private DiscoveryRequest.Builder request(String typeUrl, String nonce) {
    return DiscoveryRequest.newBuilder()
        .setNode(node())
        .setTypeUrl(typeUrl)
        .setResponseNonce(nonce)
        .setVersionInfo(versions.getOrDefault(typeUrl, ""))
        .addAllResourceNames(names(typeUrl));
  }

  private List<String> names(String typeUrl) {
    return names.computeIfAbsent(typeUrl, _ -> new ArrayList<>());
  }
}
