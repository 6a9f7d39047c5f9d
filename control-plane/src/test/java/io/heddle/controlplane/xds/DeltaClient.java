package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.Channel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A scripted client of incremental xDS. */
final class DeltaClient extends ScriptedClient<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {
  DeltaClient(Channel channel, String userAgent, Reading reading) {
    super(userAgent);
    AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(observer(reading));
  }

  DeltaClient subscribe(String typeUrl, String... names) {
    return send(request(typeUrl).addAllResourceNamesSubscribe(List.of(names)));
  }

  DeltaClient unsubscribe(String typeUrl, String... names) {
    return send(request(typeUrl).addAllResourceNamesUnsubscribe(List.of(names)));
  }

  DeltaClient resume(String typeUrl, Map<String, String> versions) {
    return send(
        request(typeUrl)
            .addAllResourceNamesSubscribe(versions.keySet())
            .putAllInitialResourceVersions(versions));
  }

  DeltaClient ack(DeltaDiscoveryResponse response) {
    return send(request(response.getTypeUrl()).setResponseNonce(response.getNonce()));
  }

  DeltaClient nack(DeltaDiscoveryResponse response, String error) {
    DeltaDiscoveryRequest.Builder request =
        request(response.getTypeUrl()).setResponseNonce(response.getNonce());
    request.getErrorDetailBuilder().setCode(3).setMessage(error);
    return send(request);
  }

  DeltaClient send(DeltaDiscoveryRequest.Builder request) {
    call().onNext(request.setNode(node()).build());
    return this;
  }

  /** With the node that the request has already. */
  DeltaClient sendAsItIs(DeltaDiscoveryRequest.Builder request) {
    call().onNext(request.build());
    return this;
  }

  static DeltaDiscoveryRequest.Builder request(String typeUrl) {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(typeUrl);
  }

  /** The next response, acknowledged. */
  DeltaDiscoveryResponse take() {
    DeltaDiscoveryResponse response = next();
    ack(response);
    return response;
  }

  /** Takes until nothing more comes. */
  DeltaClient takeAll() {
    while (waiting() > 0) {
      take();
    }
    return this;
  }

  /** Contents by name, as the samples made them. */
  static Map<String, String> texts(DeltaDiscoveryResponse response) {
    Map<String, String> texts = new TreeMap<>();
    for (Resource resource : response.getResourcesList()) {
      texts.put(
          resource.getName(),
          Samples.text(KnownTypes.unpack(resource.getResource()).orElseThrow()));
    }
    return texts;
  }

  static Map<String, String> versions(DeltaDiscoveryResponse response) {
    Map<String, String> versions = new TreeMap<>();
    response.getResourcesList().forEach(it -> versions.put(it.getName(), it.getVersion()));
    return versions;
  }
}
