package io.heddle.controlplane.translate;

import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which servers are behind a service's port; the same for every kind of client. */
final class Endpoints {
  private Endpoints() {}

  static ClusterLoadAssignment translate(
      ServiceName service, ServicePort port, List<Server> servers) {
    boolean anyServing =
        servers.stream().anyMatch(server -> server.state() == InstanceState.SERVING);
    // Better one that drains than none at all: it still answers.
    HealthStatus draining = anyServing ? HealthStatus.DRAINING : HealthStatus.HEALTHY;
    SortedMap<String, LocalityLbEndpoints.Builder> zones = new TreeMap<>();
    for (Server server : servers) {
      zones
          .computeIfAbsent(server.zone(), Endpoints::locality)
          .addLbEndpoints(endpoint(server, draining));
    }
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(Names.outbound(service, port.port()));
    zones.values().forEach(zone -> assignment.addEndpoints(weighted(zone)));
    return assignment.build();
  }

  private static LocalityLbEndpoints.Builder locality(String zone) {
    return LocalityLbEndpoints.newBuilder().setLocality(Locality.newBuilder().setZone(zone));
  }

  /** By endpoints that take requests, so that each gets the same share; gRPC wants at least 1. */
  private static LocalityLbEndpoints weighted(LocalityLbEndpoints.Builder zone) {
    long healthy =
        zone.getLbEndpointsList().stream()
            .filter(endpoint -> endpoint.getHealthStatus() == HealthStatus.HEALTHY)
            .count();
    return zone.setLoadBalancingWeight(UInt32Value.of((int) Math.max(1, healthy))).build();
  }

  private static LbEndpoint endpoint(Server server, HealthStatus draining) {
    HealthStatus health =
        switch (server.state()) {
          case WARMING -> HealthStatus.UNHEALTHY;
          case SERVING -> HealthStatus.HEALTHY;
          case DRAINING -> draining;
          case PENDING, RELEASED ->
              throw new IllegalArgumentException(
                  "state: " + server.state() + " (expected: one that clients see)");
        };
    return LbEndpoint.newBuilder()
        .setEndpoint(
            Endpoint.newBuilder().setAddress(Wire.address(server.address(), server.port())))
        .setHealthStatus(health)
        .setMetadata(metadata(server))
        .build();
  }

  private static Metadata metadata(Server server) {
    Struct ours =
        Struct.newBuilder()
            .putFields("state", text(server.state().name().toLowerCase(Locale.ROOT)))
            .putFields("uid", text(server.uid()))
            .build();
    return Metadata.newBuilder().putFilterMetadata(Names.METADATA, ours).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
