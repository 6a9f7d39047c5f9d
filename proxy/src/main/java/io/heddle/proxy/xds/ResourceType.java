package io.heddle.proxy.xds;

import java.util.Optional;

/** The kinds of xDS resource the sidecar reads, in the order they are subscribed to. */
enum ResourceType {
  CLUSTER("envoy.config.cluster.v3.Cluster"),
  ENDPOINTS("envoy.config.endpoint.v3.ClusterLoadAssignment"),
  LISTENER("envoy.config.listener.v3.Listener"),
  ROUTES("envoy.config.route.v3.RouteConfiguration"),
  SECRET("envoy.extensions.transport_sockets.tls.v3.Secret");

  private final String typeUrl;
  private final String kind;

  ResourceType(String message) {
    this.typeUrl = "type.googleapis.com/" + message;
    this.kind = message.substring(message.lastIndexOf('.') + 1);
  }

  static Optional<ResourceType> of(String typeUrl) {
    for (ResourceType type : values()) {
      if (type.typeUrl.equals(typeUrl)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  String typeUrl() {
    return typeUrl;
  }

  /** As operators know it: {@code Listener}. */
  String kind() {
    return kind;
  }
}
