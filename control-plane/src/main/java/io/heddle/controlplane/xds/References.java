package io.heddle.controlplane.xds;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import java.util.stream.Stream;

/** Which resources a resource names, as a client follows them from its listener on. */
final class References {
  private References() {}

  static List<ResourceKey> of(Any resource) {
    return KnownTypes.unpack(resource).stream().flatMap(References::of).distinct().toList();
  }

  private static Stream<ResourceKey> of(Message resource) {
    return switch (resource) {
      case Listener listener -> ofListener(listener);
      case HttpConnectionManager manager -> ofManager(manager);
      case TcpProxy proxy -> Stream.of(cluster(proxy.getCluster()));
      case RouteConfiguration table -> ofTable(table);
      case Cluster cluster -> ofCluster(cluster);
      default -> Stream.empty();
    };
  }

  private static Stream<ResourceKey> ofListener(Listener listener) {
    return Stream.concat(
            listener.getFilterChainsList().stream()
                .map(FilterChain::getFiltersList)
                .flatMap(List::stream)
                .map(Filter::getTypedConfig),
            Stream.of(listener.getApiListener().getApiListener()))
        .flatMap(filter -> of(filter).stream());
  }

  private static Stream<ResourceKey> ofManager(HttpConnectionManager manager) {
    return manager.hasRds()
        ? Stream.of(new ResourceKey(TypeUrls.ROUTE, manager.getRds().getRouteConfigName()))
        : ofTable(manager.getRouteConfig());
  }

  private static Stream<ResourceKey> ofTable(RouteConfiguration table) {
    return table.getVirtualHostsList().stream()
        .map(VirtualHost::getRoutesList)
        .flatMap(List::stream)
        .filter(Route::hasRoute)
        .flatMap(route -> clusters(route.getRoute()))
        .map(References::cluster);
  }

  private static Stream<String> clusters(RouteAction action) {
    Stream<String> backends =
        action.hasWeightedClusters()
            ? action.getWeightedClusters().getClustersList().stream().map(ClusterWeight::getName)
            : Stream.of(action.getCluster());
    return Stream.concat(
        backends,
        action.getRequestMirrorPoliciesList().stream().map(RequestMirrorPolicy::getCluster));
  }

  private static Stream<ResourceKey> ofCluster(Cluster cluster) {
    if (cluster.getType() != DiscoveryType.EDS) {
      return Stream.empty();
    }
    String service = cluster.getEdsClusterConfig().getServiceName();
    return Stream.of(
        new ResourceKey(TypeUrls.ENDPOINTS, service.isEmpty() ? cluster.getName() : service));
  }

  private static ResourceKey cluster(String name) {
    return new ResourceKey(TypeUrls.CLUSTER, name);
  }
}
