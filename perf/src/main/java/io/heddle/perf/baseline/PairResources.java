package io.heddle.perf.baseline;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
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
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/**
 * The least that a pair of sidecars can be told: one route that takes everything to one server, and
 * whom to trust. The server's node is {@code server}, and so is the service, of namespace {@code
 * bench}.
 */
final class PairResources {
  private static final String PROTOCOL = "heddle-http/1.1";
  private static final String SERVER = "server";
  private static final String APPLICATION = "application";
  private static final String SERVICE = "server.bench.svc.cluster.local:80";

  private PairResources() {}

  /**
   * @param meshPort where the server's sidecar takes connections
   * @param applicationPort where it passes them on
   * @param serverId that the client's sidecar expects
   */
  static List<Resource> of(int meshPort, int applicationPort, String serverId) {
    return List.of(
        resource(inbound(meshPort)),
        resource(cluster(APPLICATION, applicationPort).build()),
        resource(outbound()),
        resource(table(SERVER)),
        resource(cluster(SERVER, meshPort).setTransportSocket(tls(towards(serverId))).build()));
  }

  private static Listener inbound(int meshPort) {
    return Listener.newBuilder()
        .setName("inbound/" + SERVER)
        .addFilterChains(
            chain(HttpConnectionManager.newBuilder().setRouteConfig(table(APPLICATION)))
                .setFilterChainMatch(
                    FilterChainMatch.newBuilder()
                        .setDestinationPort(UInt32Value.of(meshPort))
                        .addApplicationProtocols(PROTOCOL))
                .setTransportSocket(
                    tls(
                        DownstreamTlsContext.newBuilder()
                            .setRequireClientCertificate(BoolValue.of(true))
                            .setCommonTlsContext(
                                common(StringMatcher.newBuilder().setPrefix("spiffe://")))
                            .build())))
        .build();
  }

  private static Listener outbound() {
    return Listener.newBuilder()
        .setName(SERVICE)
        .addFilterChains(
            chain(
                HttpConnectionManager.newBuilder()
                    .setRds(Rds.newBuilder().setRouteConfigName(SERVER).setConfigSource(ads()))))
        .build();
  }

  private static FilterChain.Builder chain(HttpConnectionManager.Builder manager) {
    return FilterChain.newBuilder()
        .addFilters(
            Filter.newBuilder()
                .setName("envoy.filters.network.http_connection_manager")
                .setTypedConfig(Any.pack(manager.build())));
  }

  private static RouteConfiguration table(String cluster) {
    return RouteConfiguration.newBuilder()
        .setName(cluster)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName("all")
                .addDomains("*")
                .addRoutes(
                    Route.newBuilder()
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(
                            RouteAction.newBuilder()
                                .setCluster(cluster)
                                .setTimeout(Durations.ZERO))))
        .build();
  }

  private static Cluster.Builder cluster(String name, int port) {
    LbEndpoint.Builder endpoint = LbEndpoint.newBuilder();
    endpoint
        .getEndpointBuilder()
        .getAddressBuilder()
        .getSocketAddressBuilder()
        .setAddress("127.0.0.1")
        .setPortValue(port);
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(name)
                .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(endpoint)));
  }

  private static UpstreamTlsContext towards(String serverId) {
    return UpstreamTlsContext.newBuilder()
        .setCommonTlsContext(
            common(StringMatcher.newBuilder().setExact(serverId)).addAlpnProtocols(PROTOCOL))
        .build();
  }

  private static CommonTlsContext.Builder common(StringMatcher.Builder peers) {
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
                .setValidationContextSdsSecretConfig(secret("ROOTCA")));
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

  private static Resource resource(Message message) {
    return Resource.newBuilder().setResource(Any.pack(message)).build();
  }
}
