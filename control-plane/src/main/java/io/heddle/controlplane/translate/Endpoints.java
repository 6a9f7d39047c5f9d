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
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which instances are behind a service's port; the same for every kind of client. */
final class Endpoints {
  private Endpoints() {}

  /** An instance behind the port, and the mesh port that serves it there. */
  private record Member(Instance instance, int port) {}

  static ClusterLoadAssignment translate(
      ServiceName service, ServicePort port, List<Instance> instances) {
    List<Member> members = members(port, instances);
    boolean anyServing =
        members.stream().anyMatch(member -> member.instance().state() == InstanceState.SERVING);
    // Better one that drains than none at all: it still answers.
    HealthStatus draining = anyServing ? HealthStatus.DRAINING : HealthStatus.HEALTHY;
    SortedMap<String, LocalityLbEndpoints.Builder> zones = new TreeMap<>();
    for (Member member : members) {
      zones
          .computeIfAbsent(member.instance().zone(), Endpoints::locality)
          .addLbEndpoints(endpoint(member, draining));
    }
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(Names.outbound(service, port.port()));
    zones.values().forEach(zone -> assignment.addEndpoints(weighted(zone)));
    return assignment.build();
  }

  private static List<Member> members(ServicePort port, List<Instance> instances) {
    List<Member> members = new ArrayList<>();
    for (Instance instance : instances) {
      if (instance.state().isVisible()) {
        port.servedBy(instance)
            .ifPresent(inbound -> members.add(new Member(instance, inbound.port())));
      }
    }
    members.sort(Comparator.comparing(member -> member.instance().uid()));
    return members;
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

  private static LbEndpoint endpoint(Member member, HealthStatus draining) {
    Instance instance = member.instance();
    HealthStatus health =
        switch (instance.state()) {
          case WARMING -> HealthStatus.UNHEALTHY;
          case SERVING -> HealthStatus.HEALTHY;
          case DRAINING -> draining;
          case PENDING, RELEASED ->
              throw new IllegalArgumentException(
                  "state: " + instance.state() + " (expected: one that clients see)");
        };
    return LbEndpoint.newBuilder()
        .setEndpoint(
            Endpoint.newBuilder().setAddress(Wire.address(instance.address(), member.port())))
        .setHealthStatus(health)
        .setMetadata(metadata(instance))
        .build();
  }

  private static Metadata metadata(Instance instance) {
    Struct ours =
        Struct.newBuilder()
            .putFields("state", text(instance.state().name().toLowerCase(Locale.ROOT)))
            .putFields("uid", text(instance.uid()))
            .build();
    return Metadata.newBuilder().putFilterMetadata(Names.METADATA, ours).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
