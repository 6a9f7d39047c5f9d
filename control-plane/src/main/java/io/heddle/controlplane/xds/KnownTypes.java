package io.heddle.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The message types that our resources hold, also inside an Any. */
public final class KnownTypes {
  private static final List<Message> PROTOTYPES =
      List.of(
          Listener.getDefaultInstance(),
          RouteConfiguration.getDefaultInstance(),
          Cluster.getDefaultInstance(),
          ClusterLoadAssignment.getDefaultInstance(),
          Secret.getDefaultInstance(),
          HttpConnectionManager.getDefaultInstance(),
          TcpProxy.getDefaultInstance(),
          Router.getDefaultInstance(),
          Cors.getDefaultInstance(),
          CorsPolicy.getDefaultInstance(),
          UpstreamTlsContext.getDefaultInstance(),
          DownstreamTlsContext.getDefaultInstance(),
          HttpProtocolOptions.getDefaultInstance(),
          PreviousHostsPredicate.getDefaultInstance());

  private static final Map<String, Message> BY_TYPE_URL =
      PROTOTYPES.stream().collect(Collectors.toMap(KnownTypes::typeUrl, Function.identity()));

  private KnownTypes() {}

  /** For printing what {@link XdsServer#configDump} returns as JSON. */
  public static TypeRegistry registry() {
    TypeRegistry.Builder registry = TypeRegistry.newBuilder();
    PROTOTYPES.forEach(prototype -> registry.add(prototype.getDescriptorForType()));
    return registry.build();
  }

  static String typeUrl(Message message) {
    return "type.googleapis.com/" + message.getDescriptorForType().getFullName();
  }

  /** The message inside; empty when its type is not one of ours. */
  static Optional<Message> unpack(Any any) {
    Message prototype = BY_TYPE_URL.get(any.getTypeUrl());
    return prototype == null ? Optional.empty() : Optional.of(parse(prototype, any.getValue()));
  }

  private static Message parse(Message prototype, ByteString bytes) {
    try {
      return prototype.getParserForType().parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "Any: broken content (expected: " + typeUrl(prototype) + ")", e);
    }
  }
}
