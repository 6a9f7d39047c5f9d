package io.heddle.controlplane.xds;

import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.Optional;

/** Small resources whose content is a number or a text, and changes of them. */
final class Samples {
  static final String LDS = TypeUrls.LISTENER;
  static final String RDS = TypeUrls.ROUTE;
  static final String CDS = TypeUrls.CLUSTER;
  static final String EDS = TypeUrls.ENDPOINTS;
  static final String SDS = TypeUrls.SECRET;

  private Samples() {}

  static ResourceKey key(String typeUrl, String name) {
    return new ResourceKey(typeUrl, name);
  }

  static Message content(ResourceKey key, String text) {
    return switch (key.typeUrl()) {
      case TypeUrls.LISTENER ->
          Listener.newBuilder().setName(key.name()).setStatPrefix(text).build();
      case TypeUrls.ROUTE ->
          RouteConfiguration.newBuilder().setName(key.name()).addInternalOnlyHeaders(text).build();
      case TypeUrls.CLUSTER ->
          Cluster.newBuilder().setName(key.name()).setAltStatName(text).build();
      case TypeUrls.ENDPOINTS -> endpoints(key.name(), text);
      case TypeUrls.SECRET -> secret(key.name(), text);
      default -> throw new IllegalArgumentException("type: " + key.typeUrl());
    };
  }

  /** What {@link #content} put in. */
  static String text(Message message) {
    return switch (message) {
      case Listener it -> it.getStatPrefix();
      case RouteConfiguration it -> it.getInternalOnlyHeaders(0);
      case Cluster it -> it.getAltStatName();
      case ClusterLoadAssignment it -> it.getEndpoints(0).getLocality().getZone();
      case Secret it -> it.getTlsCertificate().getCertificateChain().getInlineString();
      default -> throw new IllegalArgumentException("message: " + message.getClass());
    };
  }

  static Secret secret(String name, String text) {
    return Secret.newBuilder()
        .setName(name)
        .setTlsCertificate(
            TlsCertificate.newBuilder()
                .setCertificateChain(DataSource.newBuilder().setInlineString(text)))
        .build();
  }

  static ResourceChange put(String typeUrl, String name, String text) {
    return put(ClientKind.HEDDLE, typeUrl, name, text);
  }

  static ResourceChange put(ClientKind kind, String typeUrl, String name, String text) {
    ResourceKey key = key(typeUrl, name);
    return new ResourceChange(key, kind, Optional.of(content(key, text)));
  }

  static ResourceChange remove(String typeUrl, String name) {
    return remove(ClientKind.HEDDLE, typeUrl, name);
  }

  static ResourceChange remove(ClientKind kind, String typeUrl, String name) {
    return new ResourceChange(key(typeUrl, name), kind, Optional.empty());
  }

  private static ClusterLoadAssignment endpoints(String name, String text) {
    LocalityLbEndpoints.Builder locality =
        LocalityLbEndpoints.newBuilder().setLoadBalancingWeight(UInt32Value.of(1));
    locality.getLocalityBuilder().setZone(text);
    return ClusterLoadAssignment.newBuilder().setClusterName(name).addEndpoints(locality).build();
  }
}
