package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.Samples.CDS;
import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.LDS;
import static io.heddle.controlplane.xds.Samples.RDS;
import static io.heddle.controlplane.xds.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReachableResourcesTest {
  private final XdsCache cache = new XdsCache();

  @Test
  void followsListenerRoutesClustersAndEndpoints() {
    put(LDS, "web:80", listener(byTable("table")));
    put(
        RDS,
        "table",
        table(
            RouteAction.newBuilder().setCluster("one"),
            RouteAction.newBuilder().setWeightedClusters(weighted("two", "three")),
            RouteAction.newBuilder()
                .setCluster("one")
                .addRequestMirrorPolicies(RequestMirrorPolicy.newBuilder().setCluster("copies"))));
    for (String cluster : List.of("one", "two", "three", "copies", "unused")) {
      put(CDS, cluster, cluster(cluster, ""));
      put(EDS, cluster, endpoints(cluster));
    }

    assertThat(keys("web:80"))
        .containsExactly(
            key(LDS, "web:80"),
            key(RDS, "table"),
            key(CDS, "one"),
            key(CDS, "two"),
            key(CDS, "three"),
            key(CDS, "copies"),
            key(EDS, "one"),
            key(EDS, "two"),
            key(EDS, "three"),
            key(EDS, "copies"));
  }

  @Test
  void followsATableInsideTheListenerAndAPlainForward() {
    HttpConnectionManager inside =
        HttpConnectionManager.newBuilder()
            .setRouteConfig(table(RouteAction.newBuilder().setCluster("one")))
            .build();
    put(LDS, "inside", listener(inside));
    put(LDS, "bytes", listener(TcpProxy.newBuilder().setCluster("one").build()));
    put(CDS, "one", cluster("one", "its-endpoints"));
    put(EDS, "its-endpoints", endpoints("its-endpoints"));

    for (String listener : List.of("inside", "bytes")) {
      assertThat(keys(listener))
          .containsExactly(key(LDS, listener), key(CDS, "one"), key(EDS, "its-endpoints"));
    }
  }

  @Test
  void whatIsNamedAndMissingIsLeftOut() {
    put(LDS, "web:80", listener(byTable("missing")));

    assertThat(keys("web:80")).containsExactly(key(LDS, "web:80"));
    assertThat(keys("api:80")).isEmpty();
  }

  @Test
  void allAreOfOneKindAndSorted() {
    put(EDS, "b", endpoints("b"));
    put(EDS, "a", endpoints("a"));
    put(CDS, "z", cluster("z", ""));

    assertThat(cache.all(ClientKind.HEDDLE))
        .extracting(DumpedResource::key)
        .containsExactly(key(CDS, "z"), key(EDS, "a"), key(EDS, "b"));
    assertThat(cache.all(ClientKind.ENVOY)).isEmpty();
  }

  private void put(String typeUrl, String name, Message content) {
    cache.apply(
        List.of(new ResourceChange(key(typeUrl, name), ClientKind.HEDDLE, Optional.of(content))));
  }

  private List<ResourceKey> keys(String listener) {
    return cache.reachable(listener, ClientKind.HEDDLE).stream().map(DumpedResource::key).toList();
  }

  private static Listener listener(Message filter) {
    return Listener.newBuilder()
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(Filter.newBuilder().setTypedConfig(Any.pack(filter))))
        .build();
  }

  private static HttpConnectionManager byTable(String name) {
    return HttpConnectionManager.newBuilder()
        .setRds(Rds.newBuilder().setRouteConfigName(name))
        .build();
  }

  private static RouteConfiguration table(RouteAction.Builder... actions) {
    VirtualHost.Builder host = VirtualHost.newBuilder();
    for (RouteAction.Builder action : actions) {
      host.addRoutes(Route.newBuilder().setRoute(action));
    }
    return RouteConfiguration.newBuilder().addVirtualHosts(host).build();
  }

  private static WeightedCluster weighted(String... names) {
    WeightedCluster.Builder weighted = WeightedCluster.newBuilder();
    for (String name : names) {
      weighted.addClusters(ClusterWeight.newBuilder().setName(name));
    }
    return weighted.build();
  }

  private static Cluster cluster(String name, String service) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(DiscoveryType.EDS)
        .setEdsClusterConfig(EdsClusterConfig.newBuilder().setServiceName(service))
        .build();
  }

  private static ClusterLoadAssignment endpoints(String name) {
    return ClusterLoadAssignment.newBuilder().setClusterName(name).build();
  }
}
