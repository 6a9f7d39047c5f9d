package io.heddle.perf.baseline;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.List;
import java.util.stream.Collectors;

/** What a control plane would give for one service. */
final class Resources {
  static final String LISTENER = "steady:80";
  static final String STEADY = "outbound|80||steady";

  private static final ConfigSource ADS =
      ConfigSource.newBuilder()
          .setAds(AggregatedConfigSource.getDefaultInstance())
          .setResourceApiVersion(ApiVersion.V3)
          .build();

  private Resources() {}

  static List<Resource> all() {
    return List.of(
        resource(listener()), resource(routes()), resource(cluster()), resource(endpoints()));
  }

  /** Two, of which the second is unhealthy. */
  static ClusterLoadAssignment endpoints() {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(STEADY)
        .addEndpoints(
            LocalityLbEndpoints.newBuilder()
                .addLbEndpoints(endpoint(20_000, HealthStatus.HEALTHY))
                .addLbEndpoints(endpoint(20_001, HealthStatus.UNHEALTHY)))
        .build();
  }

  /** As {@code HOST:PORT HEALTH}, in order. */
  static List<String> text(ClusterLoadAssignment list) {
    return list.getEndpoints(0).getLbEndpointsList().stream()
        .map(endpoint -> {
          var address = endpoint.getEndpoint().getAddress().getSocketAddress();
          return address.getAddress()
              + ":"
              + address.getPortValue()
              + " "
              + endpoint.getHealthStatus();
        })
        .collect(Collectors.toList());
  }

  private static Listener listener() {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix(STEADY)
            .setRds(Rds.newBuilder().setConfigSource(ADS).setRouteConfigName(STEADY))
            .addHttpFilters(
                HttpFilter.newBuilder()
                    .setName("envoy.filters.http.router")
                    .setTypedConfig(Any.pack(Router.getDefaultInstance())))
            .build();
    return Listener.newBuilder()
        .setName(LISTENER)
        .setTrafficDirection(TrafficDirection.OUTBOUND)
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(
                    Filter.newBuilder()
                        .setName("envoy.filters.network.http_connection_manager")
                        .setTypedConfig(Any.pack(manager))))
        .build();
  }

  private static RouteConfiguration routes() {
    return RouteConfiguration.newBuilder()
        .setName(STEADY)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName(STEADY)
                .addDomains("*")
                .addRoutes(
                    Route.newBuilder()
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(RouteAction.newBuilder().setCluster(STEADY))))
        .build();
  }

  private static Cluster cluster() {
    return Cluster.newBuilder()
        .setName(STEADY)
        .setType(Cluster.DiscoveryType.EDS)
        .setEdsClusterConfig(
            Cluster.EdsClusterConfig.newBuilder().setEdsConfig(ADS).setServiceName(STEADY))
        .build();
  }

  private static LbEndpoint endpoint(int port, HealthStatus health) {
    LbEndpoint.Builder endpoint = LbEndpoint.newBuilder().setHealthStatus(health);
    endpoint
        .getEndpointBuilder()
        .getAddressBuilder()
        .getSocketAddressBuilder()
        .setAddress("127.0.0.1")
        .setPortValue(port);
    return endpoint.build();
  }

  private static Resource resource(Message message) {
    return Resource.newBuilder().setName("any").setResource(Any.pack(message)).build();
  }
}
