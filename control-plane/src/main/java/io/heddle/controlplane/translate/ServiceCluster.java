package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.type.v3.Percent;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.model.ServicePort.Protocol;
import io.heddle.controlplane.xds.ClientKind;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** How the instances behind a service's port are reached. */
final class ServiceCluster {
  /** Never so few healthy endpoints that requests go to others: Envoy's own default is 50 %. */
  static final CommonLbConfig NO_PANIC =
      CommonLbConfig.newBuilder().setHealthyPanicThreshold(Percent.getDefaultInstance()).build();

  private ServiceCluster() {}

  static Cluster translate(
      ServiceName service,
      ServicePort port,
      Set<SpiffeId> identities,
      TranslateConfig config,
      ClientKind kind) {
    String name = Names.outbound(service, port.port());
    Cluster.Builder cluster =
        Cluster.newBuilder()
            .setName(name)
            .setType(DiscoveryType.EDS)
            .setEdsClusterConfig(
                EdsClusterConfig.newBuilder().setServiceName(name).setEdsConfig(Wire.SAME_STREAM))
            .setConnectTimeout(Wire.seconds(Limits.CONNECT_SECONDS))
            .setLbPolicy(kind == ClientKind.GRPC ? LbPolicy.ROUND_ROBIN : LbPolicy.LEAST_REQUEST)
            .setCircuitBreakers(Limits.circuitBreakers())
            .setCommonLbConfig(NO_PANIC)
            .setTransportSocket(
                MutualTls.toServers(servers(service, identities, config), port.protocol(), kind));
    if (port.protocol().isHttp() && kind != ClientKind.GRPC) {
      HttpOptions.set(cluster, version(port.protocol()), Limits.MESH_IDLE_SECONDS);
      cluster.setCircuitBreakers(Limits.withRetryBudget());
    }
    return cluster.build();
  }

  private static HttpOptions.Version version(Protocol protocol) {
    return protocol == Protocol.HTTP_2 ? HttpOptions.Version.HTTP_2 : HttpOptions.Version.HTTP_1;
  }

  /** Those its instances have or had, and the one they have where a workload joins by service. */
  private static SortedSet<String> servers(
      ServiceName service, Set<SpiffeId> identities, TranslateConfig config) {
    SortedSet<String> servers = new TreeSet<>();
    identities.forEach(identity -> servers.add(identity.toString()));
    servers.add(SpiffeId.of(config.trustDomain(), service.namespace(), service.name()).toString());
    return servers;
  }
}
