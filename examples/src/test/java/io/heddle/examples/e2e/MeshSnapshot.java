package io.heddle.examples.e2e;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a control plane that is not Heddle's would have its nodes do; grows by hand. */
final class MeshSnapshot {
  private static final String PROTOCOL = "heddle-http/1.1";

  private final String catalogId;
  private final Map<String, Listener> listeners = new LinkedHashMap<>();
  private final Map<String, RouteConfiguration> routes = new LinkedHashMap<>();
  private final Map<String, Cluster> clusters = new LinkedHashMap<>();
  private final Map<String, ClusterLoadAssignment> endpoints = new LinkedHashMap<>();
  private int version;

  /** Servers show {@code catalogId}. */
  MeshSnapshot(String catalogId) {
    this.catalogId = catalogId;
  }

  Snapshot next() {
    return Snapshot.create(
        clusters.values(),
        endpoints.values(),
        listeners.values(),
        routes.values(),
        List.of(),
        "v" + ++version);
  }

  /** A server: mutual TLS on one port, its application behind it. */
  void serve(String node, int port, int application) {
    String local = "local-" + node;
    clusters.put(
        local,
        Cluster.newBuilder()
            .setName(local)
            .setType(Cluster.DiscoveryType.STATIC)
            .setLoadAssignment(
                assignment(local, List.of(endpoint(application, HealthStatus.UNKNOWN))))
            .build());
    Message context =
        DownstreamTlsContext.newBuilder()
            .setRequireClientCertificate(BoolValue.of(true))
            .setCommonTlsContext(common(StringMatcher.newBuilder().setPrefix("spiffe://")))
            .build();
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder().setRouteConfig(table(local, Map.of(local, 1))).build();
    listeners.put(
        "inbound/" + node,
        Listener.newBuilder()
            .setName("inbound/" + node)
            .addFilterChains(
                chain(manager).toBuilder()
                    .setFilterChainMatch(
                        FilterChainMatch.newBuilder()
                            .setDestinationPort(UInt32Value.of(port))
                            .addApplicationProtocols(PROTOCOL))
                    .setTransportSocket(tls(context)))
            .build());
  }

  /** A service that clients dial, whose routes have the same name. */
  void offer(String listener) {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setRds(Rds.newBuilder().setRouteConfigName(listener).setConfigSource(ads()))
            .build();
    listeners.put(
        listener, Listener.newBuilder().setName(listener).addFilterChains(chain(manager)).build());
  }

  void route(String listener, Map<String, Integer> weights) {
    routes.put(listener, table(listener, weights));
  }

  void cluster(String name, Cluster.LbPolicy policy) {
    Message context =
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(
                common(StringMatcher.newBuilder().setExact(catalogId)).toBuilder()
                    .addAlpnProtocols(PROTOCOL))
            .build();
    clusters.put(
        name,
        Cluster.newBuilder()
            .setName(name)
            .setType(Cluster.DiscoveryType.EDS)
            .setEdsClusterConfig(Cluster.EdsClusterConfig.newBuilder().setEdsConfig(ads()))
            .setLbPolicy(policy)
            .setTransportSocket(tls(context))
            .build());
  }

  void endpoints(String cluster, Map<Integer, HealthStatus> ports) {
    List<LbEndpoint> all = new ArrayList<>();
    ports.forEach((port, health) -> all.add(endpoint(port, health)));
    endpoints.put(cluster, assignment(cluster, all));
  }

  private static RouteConfiguration table(String name, Map<String, Integer> weights) {
    WeightedCluster.Builder split = WeightedCluster.newBuilder();
    weights.forEach((cluster, weight) ->
        split.addClusters(
            WeightedCluster.ClusterWeight.newBuilder()
                .setName(cluster)
                .setWeight(UInt32Value.of(weight))));
    return RouteConfiguration.newBuilder()
        .setName(name)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName("all")
                .addDomains("*")
                .addRoutes(
                    Route.newBuilder()
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(
                            RouteAction.newBuilder()
                                .setWeightedClusters(split)
                                .setTimeout(Durations.ZERO))))
        .build();
  }

  private static FilterChain chain(HttpConnectionManager manager) {
    return FilterChain.newBuilder()
        .addFilters(
            Filter.newBuilder()
                .setName("envoy.filters.network.http_connection_manager")
                .setTypedConfig(Any.pack(manager)))
        .build();
  }

  private static ClusterLoadAssignment assignment(String name, List<LbEndpoint> endpoints) {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name)
        .addEndpoints(LocalityLbEndpoints.newBuilder().addAllLbEndpoints(endpoints))
        .build();
  }

  private static LbEndpoint endpoint(int port, HealthStatus health) {
    return LbEndpoint.newBuilder()
        .setHealthStatus(health)
        .setEndpoint(
            Endpoint.newBuilder()
                .setAddress(
                    Address.newBuilder()
                        .setSocketAddress(
                            SocketAddress.newBuilder().setAddress("127.0.0.1").setPortValue(port))))
        .build();
  }

  private static CommonTlsContext common(StringMatcher.Builder peers) {
    return CommonTlsContext.newBuilder()
        .addTlsCertificateSdsSecretConfigs(secret("default"))
        .setCombinedValidationContext(
            CommonTlsContext.CombinedCertificateValidationContext.newBuilder()
                .setDefaultValidationContext(
                    CertificateValidationContext.newBuilder()
                        .addMatchTypedSubjectAltNames(
                            SubjectAltNameMatcher.newBuilder()
                                .setSanType(SubjectAltNameMatcher.SanType.URI)
                                .setMatcher(peers)))
                .setValidationContextSdsSecretConfig(secret("ROOTCA")))
        .build();
  }

  private static SdsSecretConfig secret(String name) {
    return SdsSecretConfig.newBuilder().setName(name).setSdsConfig(ads()).build();
  }

  private static TransportSocket tls(Message context) {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(context))
        .build();
  }

  private static ConfigSource ads() {
    return ConfigSource.newBuilder().setAds(AggregatedConfigSource.getDefaultInstance()).build();
  }
}
