package io.heddle.proxy.xds;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
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
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.envoyproxy.envoy.type.v3.Percent;
import io.heddle.certs.Pem;
import java.security.cert.X509Certificate;
import java.util.List;

/** The resources of docs/wire.md, made with Envoy's own classes. */
final class EnvoyResources {
  static final String CATALOG = "outbound|80||catalog.shop.svc.cluster.local";
  static final String CATALOG_LISTENER = "catalog.shop.svc.cluster.local:80";

  private EnvoyResources() {}

  static Listener outbound(String name, String routes) {
    return Listener.newBuilder()
        .setName(name)
        .setAddress(address("0.0.0.0", 80))
        .setBindToPort(BoolValue.of(false))
        .setTrafficDirection(TrafficDirection.OUTBOUND)
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(
                    filter(
                        "envoy.filters.network.http_connection_manager",
                        HttpConnectionManager.newBuilder()
                            .setRds(
                                Rds.newBuilder().setRouteConfigName(routes).setConfigSource(ads()))
                            .setStreamIdleTimeout(seconds(300))
                            .setRequestHeadersTimeout(seconds(10))
                            .setMaxRequestHeadersKb(UInt32Value.of(60))
                            .build())))
        .build();
  }

  static Listener outboundTcp(String name, String cluster) {
    return Listener.newBuilder()
        .setName(name)
        .addFilterChains(
            FilterChain.newBuilder()
                .addFilters(
                    filter(
                        "envoy.filters.network.tcp_proxy",
                        TcpProxy.newBuilder()
                            .setCluster(cluster)
                            .setIdleTimeout(seconds(3600))
                            .build())))
        .build();
  }

  static Listener inbound(String uid, int port, List<String> prefetch) {
    return inbound(uid, port, 8080, prefetch);
  }

  static Listener inbound(String uid, int port, int applicationPort, List<String> prefetch) {
    String cluster = "inbound|" + applicationPort + "||";
    return Listener.newBuilder()
        .setName("inbound/" + uid)
        .setTrafficDirection(TrafficDirection.INBOUND)
        .setMetadata(
            Metadata.newBuilder()
                .putFilterMetadata(
                    "heddle.io", Struct.newBuilder().putFields("prefetch", list(prefetch)).build()))
        .addFilterChains(
            FilterChain.newBuilder()
                .setFilterChainMatch(match(port, "heddle-http/1.1"))
                .setTransportSocket(downstreamTls())
                .addFilters(
                    filter(
                        "envoy.filters.network.http_connection_manager",
                        HttpConnectionManager.newBuilder()
                            .setRouteConfig(routes("inbound", cluster))
                            .build())))
        .addFilterChains(
            FilterChain.newBuilder()
                .setFilterChainMatch(match(port, "heddle-tcp"))
                .setTransportSocket(downstreamTls())
                .addFilters(
                    filter(
                        "envoy.filters.network.tcp_proxy",
                        TcpProxy.newBuilder().setCluster(cluster).build())))
        .build();
  }

  static RouteConfiguration routes(String name, String... clusters) {
    WeightedCluster.Builder split = WeightedCluster.newBuilder();
    for (String cluster : clusters) {
      split.addClusters(
          WeightedCluster.ClusterWeight.newBuilder().setName(cluster).setWeight(UInt32Value.of(1)));
    }
    return RouteConfiguration.newBuilder()
        .setName(name)
        .addVirtualHosts(
            VirtualHost.newBuilder()
                .setName("all")
                .addDomains("*")
                .addRoutes(
                    Route.newBuilder()
                        .setName("default")
                        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                        .setRoute(
                            RouteAction.newBuilder()
                                .setWeightedClusters(split)
                                .setTimeout(seconds(0))
                                .setClusterNotFoundResponseCode(
                                    RouteAction.ClusterNotFoundResponseCode
                                        .INTERNAL_SERVER_ERROR))))
        .build();
  }

  static Cluster cluster(String name) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.EDS)
        .setEdsClusterConfig(
            Cluster.EdsClusterConfig.newBuilder().setEdsConfig(ads()).setServiceName(name))
        .setConnectTimeout(seconds(1))
        .setLbPolicy(Cluster.LbPolicy.LEAST_REQUEST)
        .setCircuitBreakers(
            CircuitBreakers.newBuilder()
                .addThresholds(
                    CircuitBreakers.Thresholds.newBuilder()
                        .setMaxConnections(UInt32Value.of(1024))
                        .setMaxPendingRequests(UInt32Value.of(512))))
        .setCommonLbConfig(
            Cluster.CommonLbConfig.newBuilder()
                .setHealthyPanicThreshold(Percent.newBuilder().setValue(0)))
        .setTransportSocket(
            upstreamTls(List.of("spiffe://cluster.local/ns/shop/sa/catalog"), "heddle-http/1.1"))
        .putTypedExtensionProtocolOptions(
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
            Any.pack(
                io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.newBuilder()
                    .setCommonHttpProtocolOptions(
                        HttpProtocolOptions.newBuilder().setIdleTimeout(seconds(60)))
                    .build()))
        .build();
  }

  static Cluster inboundCluster(int port) {
    String name = "inbound|" + port + "||";
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(endpoints(name, endpoint("127.0.0.1", port, HealthStatus.HEALTHY)))
        .build();
  }

  static ClusterLoadAssignment endpoints(String name, LbEndpoint... endpoints) {
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(name)
        .addEndpoints(
            LocalityLbEndpoints.newBuilder()
                .setLocality(Locality.newBuilder().setZone("a"))
                .setLoadBalancingWeight(UInt32Value.of(1))
                .addAllLbEndpoints(List.of(endpoints)))
        .build();
  }

  static LbEndpoint endpoint(String host, int port, HealthStatus health) {
    return LbEndpoint.newBuilder()
        .setHealthStatus(health)
        .setEndpoint(Endpoint.newBuilder().setAddress(address(host, port)))
        .build();
  }

  static LbEndpoint instance(String uid, String state, HealthStatus health) {
    return endpoint("10.0.0.1", 15_080, health).toBuilder()
        .setMetadata(
            Metadata.newBuilder()
                .putFilterMetadata(
                    "heddle.io",
                    Struct.newBuilder()
                        .putFields("uid", text(uid))
                        .putFields("state", text(state))
                        .build()))
        .build();
  }

  static Secret chain(List<X509Certificate> chain) {
    return Secret.newBuilder()
        .setName("default")
        .setTlsCertificate(
            TlsCertificate.newBuilder()
                .setCertificateChain(DataSource.newBuilder().setInlineString(Pem.encode(chain))))
        .build();
  }

  static Secret roots(List<X509Certificate> roots) {
    return Secret.newBuilder()
        .setName("ROOTCA")
        .setValidationContext(
            CertificateValidationContext.newBuilder()
                .setTrustedCa(DataSource.newBuilder().setInlineString(Pem.encode(roots))))
        .build();
  }

  static TransportSocket downstreamTls() {
    return socket(
        DownstreamTlsContext.newBuilder()
            .setRequireClientCertificate(BoolValue.of(true))
            .setCommonTlsContext(
                common(StringMatcher.newBuilder().setPrefix("spiffe://cluster.local/").build()))
            .build());
  }

  static TransportSocket upstreamTls(List<String> ids, String protocol) {
    StringMatcher[] matchers =
        ids.stream()
            .map(id -> StringMatcher.newBuilder().setExact(id).build())
            .toArray(StringMatcher[]::new);
    return socket(
        UpstreamTlsContext.newBuilder()
            .setCommonTlsContext(common(matchers).toBuilder().addAlpnProtocols(protocol))
            .build());
  }

  private static CommonTlsContext common(StringMatcher... peers) {
    CertificateValidationContext.Builder context = CertificateValidationContext.newBuilder();
    for (StringMatcher peer : peers) {
      context.addMatchTypedSubjectAltNames(
          SubjectAltNameMatcher.newBuilder()
              .setSanType(SubjectAltNameMatcher.SanType.URI)
              .setMatcher(peer));
    }
    return CommonTlsContext.newBuilder()
        .setTlsParams(
            TlsParameters.newBuilder()
                .setTlsMinimumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_3)
                .setTlsMaximumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_3))
        .addTlsCertificateSdsSecretConfigs(sds("default"))
        .setCombinedValidationContext(
            CommonTlsContext.CombinedCertificateValidationContext.newBuilder()
                .setDefaultValidationContext(context)
                .setValidationContextSdsSecretConfig(sds("ROOTCA")))
        .build();
  }

  private static SdsSecretConfig sds(String name) {
    return SdsSecretConfig.newBuilder().setName(name).setSdsConfig(ads()).build();
  }

  private static TransportSocket socket(Message context) {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(context))
        .build();
  }

  static Filter filter(String name, Message config) {
    return Filter.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }

  private static FilterChainMatch match(int port, String protocol) {
    return FilterChainMatch.newBuilder()
        .setDestinationPort(UInt32Value.of(port))
        .addApplicationProtocols(protocol)
        .build();
  }

  private static ConfigSource ads() {
    return ConfigSource.newBuilder().setAds(AggregatedConfigSource.getDefaultInstance()).build();
  }

  private static Address address(String host, int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(host).setPortValue(port))
        .build();
  }

  static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }

  static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  static Value list(List<String> texts) {
    ListValue.Builder list = ListValue.newBuilder();
    texts.forEach(text -> list.addValues(text(text)));
    return Value.newBuilder().setListValue(list).build();
  }
}
