package io.heddle.perf.baseline;

import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;

/** Changes one endpoint of a list; one is known by its port. */
final class EndpointEdits {
  private EndpointEdits() {}

  /** A new one is made like the first. */
  static ClusterLoadAssignment put(ClusterLoadAssignment list, int port, HealthStatus health) {
    LocalityLbEndpoints locality = list.getEndpoints(0);
    for (int i = 0; i < locality.getLbEndpointsCount(); i++) {
      if (port(locality.getLbEndpoints(i)) == port) {
        return with(
            list,
            locality.toBuilder()
                .setLbEndpoints(i, locality.getLbEndpoints(i).toBuilder().setHealthStatus(health)));
      }
    }
    return with(
        list, locality.toBuilder().addLbEndpoints(made(locality.getLbEndpoints(0), port, health)));
  }

  static ClusterLoadAssignment remove(ClusterLoadAssignment list, int port) {
    LocalityLbEndpoints.Builder locality = list.getEndpoints(0).toBuilder().clearLbEndpoints();
    for (LbEndpoint endpoint : list.getEndpoints(0).getLbEndpointsList()) {
      if (port(endpoint) != port) {
        locality.addLbEndpoints(endpoint);
      }
    }
    return with(list, locality);
  }

  private static ClusterLoadAssignment with(
      ClusterLoadAssignment list, LocalityLbEndpoints.Builder locality) {
    return list.toBuilder().setEndpoints(0, locality).build();
  }

  private static LbEndpoint made(LbEndpoint model, int port, HealthStatus health) {
    LbEndpoint.Builder endpoint = model.toBuilder().setHealthStatus(health);
    endpoint.getEndpointBuilder().getAddressBuilder().getSocketAddressBuilder().setPortValue(port);
    return endpoint.build();
  }

  private static int port(LbEndpoint endpoint) {
    return endpoint.getEndpoint().getAddress().getSocketAddress().getPortValue();
  }
}
