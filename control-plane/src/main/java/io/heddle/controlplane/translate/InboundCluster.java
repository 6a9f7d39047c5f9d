package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;

/** How a sidecar reaches its own application. */
final class InboundCluster {
  private InboundCluster() {}

  static Cluster translate(int applicationPort, HttpOptions.Version version) {
    String name = Names.inboundCluster(applicationPort, version);
    Cluster.Builder cluster =
        Cluster.newBuilder()
            .setName(name)
            .setType(DiscoveryType.STATIC)
            .setConnectTimeout(Wire.seconds(Limits.CONNECT_SECONDS))
            .setLbPolicy(LbPolicy.LEAST_REQUEST)
            .setCircuitBreakers(Limits.circuitBreakers())
            .setCommonLbConfig(ServiceCluster.NO_PANIC)
            .setLoadAssignment(
                ClusterLoadAssignment.newBuilder()
                    .setClusterName(name)
                    .addEndpoints(
                        LocalityLbEndpoints.newBuilder()
                            .addLbEndpoints(
                                LbEndpoint.newBuilder()
                                    .setEndpoint(
                                        Endpoint.newBuilder()
                                            .setAddress(
                                                Wire.address("127.0.0.1", applicationPort))))));
    HttpOptions.set(cluster, version, idleSeconds(version));
    return cluster.build();
  }

  private static long idleSeconds(HttpOptions.Version version) {
    return switch (version) {
      case HTTP_1 -> Limits.APPLICATION_IDLE_SECONDS;
      case HTTP_2 -> Limits.APPLICATION_HTTP_2_IDLE_SECONDS;
    };
  }
}
