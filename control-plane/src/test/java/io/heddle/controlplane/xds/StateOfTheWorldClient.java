package io.heddle.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A scripted client of state-of-the-world xDS; it repeats the names it asked for last. */
final class StateOfTheWorldClient extends ScriptedClient<DiscoveryRequest, DiscoveryResponse> {
  private final Map<String, List<String>> names = new HashMap<>();
  private final Map<String, String> nonces = new HashMap<>();

  StateOfTheWorldClient(Channel channel, String userAgent) {
    super(userAgent);
    AggregatedDiscoveryServiceGrpc.newStub(channel)
        .streamAggregatedResources(observer(Reading.AUTOMATIC));
  }

  /** Asks for exactly these, with the nonce of the last response taken. */
  StateOfTheWorldClient subscribe(String typeUrl, String... wanted) {
    names.put(typeUrl, List.of(wanted));
    return send(request(typeUrl, nonces.getOrDefault(typeUrl, "")));
  }

  /** Asks on a new stream for what it has from an earlier one. */
  StateOfTheWorldClient resume(String typeUrl, String version, String... wanted) {
    names.put(typeUrl, List.of(wanted));
    return send(request(typeUrl, "").setVersionInfo(version));
  }

  StateOfTheWorldClient ack(DiscoveryResponse response) {
    nonces.put(response.getTypeUrl(), response.getNonce());
    return send(
        request(response.getTypeUrl(), response.getNonce())
            .setVersionInfo(response.getVersionInfo()));
  }

  StateOfTheWorldClient nack(DiscoveryResponse response, String error) {
    nonces.put(response.getTypeUrl(), response.getNonce());
    DiscoveryRequest.Builder request = request(response.getTypeUrl(), response.getNonce());
    request.getErrorDetailBuilder().setCode(3).setMessage(error);
    return send(request);
  }

  DiscoveryRequest.Builder request(String typeUrl, String nonce) {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(typeUrl)
        .setResponseNonce(nonce)
        .addAllResourceNames(names.getOrDefault(typeUrl, List.of()));
  }

  StateOfTheWorldClient send(DiscoveryRequest.Builder request) {
    call().onNext(request.setNode(node()).build());
    return this;
  }

  /** The next response, acknowledged. */
  DiscoveryResponse take() {
    DiscoveryResponse response = next();
    ack(response);
    return response;
  }

  /** Takes until nothing more comes. */
  StateOfTheWorldClient takeAll() {
    while (waiting() > 0) {
      take();
    }
    return this;
  }

  /** Contents by name, as the samples made them. */
  static Map<String, String> texts(DiscoveryResponse response) {
    Map<String, String> texts = new TreeMap<>();
    for (Any any : response.getResourcesList()) {
      Message message = KnownTypes.unpack(any).orElseThrow();
      texts.put(name(message), Samples.text(message));
    }
    return texts;
  }

  private static String name(Message message) {
    return switch (message) {
      case Listener it -> it.getName();
      case RouteConfiguration it -> it.getName();
      case Cluster it -> it.getName();
      case ClusterLoadAssignment it -> it.getClusterName();
      case Secret it -> it.getName();
      default -> throw new IllegalArgumentException("message: " + message.getClass());
    };
  }
}
