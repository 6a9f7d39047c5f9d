package io.heddle.proxy.listener;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.ChainMatch;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterConfig.Version;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.RouteSource;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.config.WorkloadIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Builds the snapshots that tests apply. */
final class Snapshots {
  static final String CATALOG = "catalog.shop.svc.cluster.local:80";
  static final String CATALOG_CLUSTER = "outbound|80||catalog.shop.svc.cluster.local";
  static final String INBOUND = "inbound/catalog-1";

  private final Map<String, ListenerConfig> listeners = new HashMap<>();
  private final Map<String, RouteConfig> routes = new HashMap<>();
  private final Map<String, ClusterConfig> clusters = new HashMap<>();
  private final Map<String, EndpointSet> endpoints = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private Optional<WorkloadIdentity> identity = Optional.empty();
  private Duration connectTimeout = Duration.ofSeconds(1);

  static Snapshots empty() {
    return new Snapshots();
  }

  Snapshots identity(WorkloadIdentity of) {
    identity = Optional.of(of);
    return this;
  }

  Snapshots outboundMissing() {
    missing.add(CATALOG);
    return this;
  }

  /** Of the clusters that follow. */
  Snapshots connectTimeout(Duration timeout) {
    connectTimeout = timeout;
    return this;
  }

  /** Routes every request of the listener to one cluster. */
  Snapshots route(RouteAction action) {
    return routes(table(action));
  }

  /** Routes the listener's requests by these, in order. */
  Snapshots routes(Route... inOrder) {
    return routes(table(List.of(inOrder)));
  }

  private Snapshots routes(RouteConfig table) {
    routes.put(CATALOG_CLUSTER, table);
    listeners.put(
        CATALOG,
        new ListenerConfig(
            CATALOG,
            List.of(
                new FilterChain(
                    ChainMatch.ANY,
                    new Transport.Plaintext(),
                    http(new RouteSource.Named(CATALOG_CLUSTER)))),
            List.of()));
    return this;
  }

  Snapshots outboundHttp() {
    return route(forward(CATALOG_CLUSTER, Duration.ZERO));
  }

  Snapshots outboundTcp(Duration idle) {
    listeners.put(
        CATALOG,
        new ListenerConfig(
            CATALOG,
            List.of(
                new FilterChain(
                    ChainMatch.ANY,
                    new Transport.Plaintext(),
                    new NetworkFilter.Tcp(CATALOG_CLUSTER, idle))),
            List.of()));
    return this;
  }

  /** The mesh cluster, over mTLS with the given protocol. */
  Snapshots meshCluster(String protocol, Endpoint... to) {
    return meshCluster(mutualTls(protocol, "catalog"), to);
  }

  /** Accepts the named services on the other side. */
  static Transport mutualTls(String protocol, String... services) {
    List<String> ids =
        Stream.of(services).map(service -> TestIdentities.id(service).toString()).toList();
    return new Transport.MutualTls(List.of(protocol), new PeerMatch(ids, List.of()));
  }

  Snapshots meshCluster(Transport transport, Endpoint... to) {
    return meshCluster(transport, Version.HTTP_1, to);
  }

  private Snapshots meshCluster(Transport transport, Version version, Endpoint... to) {
    return cluster(
        new ClusterConfig(
            CATALOG_CLUSTER,
            new EndpointSource.Discovered(CATALOG_CLUSTER),
            transport,
            ClusterConfig.Balance.LEAST_REQUEST,
            connectTimeout,
            Duration.ofSeconds(60),
            ClusterLimits.DEFAULT,
            version),
        to);
  }

  /** The mesh cluster of a service that speaks HTTP/2. */
  Snapshots meshClusterOfHttp2(Endpoint... to) {
    return meshCluster(mutualTls("heddle-h2", "catalog"), Version.HTTP_2, to);
  }

  /** The same, without TLS, so that tests can play the other sidecar byte by byte. */
  Snapshots plainCluster(Endpoint... to) {
    return plainCluster(ClusterLimits.DEFAULT, to);
  }

  Snapshots plainCluster(ClusterLimits limits, Endpoint... to) {
    return cluster(
        new ClusterConfig(
            CATALOG_CLUSTER,
            new EndpointSource.Discovered(CATALOG_CLUSTER),
            new Transport.Plaintext(),
            ClusterConfig.Balance.LEAST_REQUEST,
            connectTimeout,
            Duration.ofSeconds(60),
            limits),
        to);
  }

  Snapshots cluster(ClusterConfig config, Endpoint... to) {
    clusters.put(config.name(), config);
    if (config.source() instanceof EndpointSource.Discovered(var service)) {
      endpoints.put(service, new EndpointSet(List.of(to)));
    }
    return this;
  }

  /** The inbound listener of one mesh port, for HTTP and for opaque bytes. */
  Snapshots inbound(int meshPort, int applicationPort) {
    return inbound(meshPort, applicationPort, Version.HTTP_1);
  }

  /** Before an application that speaks this version, on mesh connections of either. */
  Snapshots inbound(int meshPort, int applicationPort, Version version) {
    String cluster = "inbound|" + applicationPort + "||";
    clusters.put(
        cluster,
        new ClusterConfig(
            cluster,
            new EndpointSource.Fixed(
                new EndpointSet(List.of(endpoint(applicationPort, "application")))),
            new Transport.Plaintext(),
            ClusterConfig.Balance.ROUND_ROBIN,
            connectTimeout,
            Duration.ofSeconds(60),
            ClusterLimits.DEFAULT,
            version));
    PeerMatch peers =
        new PeerMatch(List.of(), List.of("spiffe://" + TestIdentities.TRUST_DOMAIN + "/"));
    listeners.put(
        INBOUND,
        new ListenerConfig(
            INBOUND,
            List.of(
                new FilterChain(
                    new ChainMatch(meshPort, Set.of("heddle-http/1.1", "http/1.1", "heddle-h2")),
                    new Transport.MutualTls(
                        List.of("heddle-http/1.1", "http/1.1", "heddle-h2"), peers),
                    http(new RouteSource.Inline(table(forward(cluster, Duration.ZERO))))),
                new FilterChain(
                    new ChainMatch(meshPort, Set.of()),
                    new Transport.MutualTls(List.of("heddle-tcp", "h2"), peers),
                    new NetworkFilter.Tcp(cluster, Duration.ofHours(1)))),
            List.of()));
    return this;
  }

  static RouteAction.Forward forward(String cluster, Duration timeout) {
    return new RouteAction.Forward(
        List.of(new WeightedCluster(cluster, 1)), timeout, Duration.ZERO, 500);
  }

  static ClusterConfig catalogClusterOf(ProxySnapshot snapshot) {
    return Objects.requireNonNull(snapshot.clusters().get(CATALOG_CLUSTER));
  }

  static Endpoint endpoint(int port, String uid) {
    return endpoint(port, uid, Endpoint.Health.HEALTHY);
  }

  static Endpoint endpoint(int port, String uid, Endpoint.Health health) {
    return new Endpoint("127.0.0.1", port, health, Endpoint.State.UNKNOWN, uid, "");
  }

  private static NetworkFilter.Http http(RouteSource routes) {
    return new NetworkFilter.Http(routes, Duration.ofMinutes(5), Duration.ofSeconds(10), 60 * 1024);
  }

  static Route route(PathMatch path, RouteAction action) {
    return new Route(
        "to " + path,
        new RouteMatch(path, List.of(), List.of()),
        action,
        HeaderEdits.NONE,
        HeaderEdits.NONE);
  }

  private static RouteConfig table(RouteAction action) {
    return table(
        List.of(
            route(
                new PathMatch.Regex(Pattern.compile("/nowhere/.*")), new RouteAction.Respond(410)),
            route(new PathMatch.Prefix("/"), action)));
  }

  private static RouteConfig table(List<Route> routes) {
    return new RouteConfig("all", List.of(new VirtualHost("any", List.of("*"), routes)));
  }

  ProxySnapshot build() {
    return new ProxySnapshot(1, listeners, routes, clusters, endpoints, missing, identity);
  }
}
