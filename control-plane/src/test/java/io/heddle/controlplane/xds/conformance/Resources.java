package io.heddle.controlplane.xds.conformance;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ResourceChange;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.TypeUrls;
import java.util.List;
import java.util.Optional;

/** Resources that hold a name and a text, as they are changed and as they arrive. */
final class Resources {
  static final String CDS = TypeUrls.CLUSTER;
  static final String EDS = TypeUrls.ENDPOINTS;
  static final String LDS = TypeUrls.LISTENER;
  static final String RDS = TypeUrls.ROUTE;

  /** Those that a client without certificates is served. */
  static final List<String> TYPES = List.of(CDS, EDS, LDS, RDS);

  static final String UNKNOWN_TYPE = "type.googleapis.com/envoy.service.runtime.v3.Runtime";

  private Resources() {}

  /** For stock Envoy, the kind of client that most rules are about. */
  static ResourceChange put(String typeUrl, String name, String text) {
    return put(ClientKind.ENVOY, typeUrl, name, text);
  }

  static ResourceChange put(ClientKind kind, String typeUrl, String name, String text) {
    return new ResourceChange(
        new ResourceKey(typeUrl, name), kind, Optional.of(message(typeUrl, name, text)));
  }

  static ResourceChange remove(String typeUrl, String name) {
    return new ResourceChange(new ResourceKey(typeUrl, name), ClientKind.ENVOY, Optional.empty());
  }

  static Content read(Any any, String version) {
    try {
      return switch (any.getTypeUrl()) {
        case TypeUrls.CLUSTER -> of(any.unpack(Cluster.class), version);
        case TypeUrls.ENDPOINTS -> of(any.unpack(ClusterLoadAssignment.class), version);
        case TypeUrls.LISTENER -> of(any.unpack(Listener.class), version);
        case TypeUrls.ROUTE -> of(any.unpack(RouteConfiguration.class), version);
        default ->
            throw new AssertionError("type: " + any.getTypeUrl() + " (expected: " + TYPES + ")");
      };
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("resource: broken", e);
    }
  }

  private static Message message(String typeUrl, String name, String text) {
    return switch (typeUrl) {
      case TypeUrls.CLUSTER -> Cluster.newBuilder().setName(name).setAltStatName(text).build();
      case TypeUrls.ENDPOINTS ->
          ClusterLoadAssignment.newBuilder()
              .setClusterName(name)
              .addEndpoints(
                  LocalityLbEndpoints.newBuilder().setLocality(Locality.newBuilder().setZone(text)))
              .build();
      case TypeUrls.LISTENER -> Listener.newBuilder().setName(name).setStatPrefix(text).build();
      case TypeUrls.ROUTE ->
          RouteConfiguration.newBuilder().setName(name).addInternalOnlyHeaders(text).build();
      default ->
          throw new IllegalArgumentException("type: " + typeUrl + " (expected: " + TYPES + ")");
    };
  }

  private static Content of(Cluster cluster, String version) {
    return new Content(cluster.getName(), cluster.getAltStatName(), version);
  }

  private static Content of(ClusterLoadAssignment endpoints, String version) {
    String text = endpoints.getEndpoints(0).getLocality().getZone();
    return new Content(endpoints.getClusterName(), text, version);
  }

  private static Content of(Listener listener, String version) {
    return new Content(listener.getName(), listener.getStatPrefix(), version);
  }

  private static Content of(RouteConfiguration route, String version) {
    return new Content(route.getName(), route.getInternalOnlyHeaders(0), version);
  }
}
