package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.accepted;
import static io.heddle.proxy.xds.Decoding.edit;
import static io.heddle.proxy.xds.Decoding.regex;
import static io.heddle.proxy.xds.Decoding.route;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static io.heddle.proxy.xds.EnvoyResources.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.heddle.proxy.config.ChainMatch;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.RouteSource;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.config.WeightedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Envoy's own classes in, our records out. */
class ResourceDecoderTest {
  private static final PeerMatch MESH =
      new PeerMatch(List.of(), List.of("spiffe://cluster.local/"));

  @Test
  void readsAnOutboundListener() {
    assertThat(accepted(EnvoyResources.outbound(CATALOG_LISTENER, CATALOG)))
        .isEqualTo(
            new Resource.Listener(
                new ListenerConfig(
                    CATALOG_LISTENER,
                    List.of(
                        new FilterChain(
                            ChainMatch.ANY,
                            new Transport.Plaintext(),
                            new NetworkFilter.Http(
                                new RouteSource.Named(CATALOG),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(10),
                                60 << 10))),
                    List.of())));
  }

  @Test
  void readsAnOutboundTcpListener() {
    Resource.Listener listener =
        (Resource.Listener) accepted(EnvoyResources.outboundTcp("db.shop:5432", CATALOG));

    assertThat(listener.config().chains().getFirst().filter())
        .isEqualTo(new NetworkFilter.Tcp(CATALOG, Duration.ofHours(1)));
  }

  @Test
  void readsAnInboundListener() {
    Resource.Listener listener =
        (Resource.Listener) accepted(EnvoyResources.inbound("u1", 15_080, List.of("a:80", "b:80")));

    assertThat(listener.config().prefetch()).containsExactly("a:80", "b:80");
    List<FilterChain> chains = listener.config().chains();
    assertThat(chains)
        .extracting(FilterChain::match)
        .containsExactly(
            new ChainMatch(15_080, Set.of("heddle-http/1.1")),
            new ChainMatch(15_080, Set.of("heddle-tcp")));
    assertThat(chains)
        .extracting(FilterChain::transport)
        .containsExactly(
            new Transport.MutualTls(List.of("heddle-http/1.1"), MESH),
            new Transport.MutualTls(List.of("heddle-tcp"), MESH));
    assertThat(chains.getFirst().filter())
        .isInstanceOfSatisfying(
            NetworkFilter.Http.class,
            http -> assertThat(http.routes()).isInstanceOf(RouteSource.Inline.class));
  }

  @Test
  void readsACluster() {
    assertThat(accepted(EnvoyResources.cluster(CATALOG)))
        .isEqualTo(
            new Resource.Cluster(
                new ClusterConfig(
                    CATALOG,
                    new EndpointSource.Discovered(CATALOG),
                    new Transport.MutualTls(
                        List.of("heddle-http/1.1"),
                        new PeerMatch(
                            List.of("spiffe://cluster.local/ns/shop/sa/catalog"), List.of())),
                    ClusterConfig.Balance.LEAST_REQUEST,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    new ClusterLimits(1_024, 512))));
  }

  @Test
  void readsAnInboundCluster() {
    Resource.Cluster cluster = (Resource.Cluster) accepted(EnvoyResources.inboundCluster(8080));

    assertThat(cluster.config().source())
        .isEqualTo(
            new EndpointSource.Fixed(
                new EndpointSet(
                    List.of(
                        new Endpoint(
                            "127.0.0.1",
                            8080,
                            Endpoint.Health.HEALTHY,
                            Endpoint.State.UNKNOWN,
                            "",
                            "a")))));
    assertThat(cluster.config().transport()).isEqualTo(new Transport.Plaintext());
  }

  @Test
  void readsEndpointsInEveryState() {
    assertThat(
            accepted(
                EnvoyResources.endpoints(
                    CATALOG,
                    EnvoyResources.instance("w", "warming", HealthStatus.UNHEALTHY),
                    EnvoyResources.instance("s", "serving", HealthStatus.HEALTHY),
                    EnvoyResources.instance("d", "draining", HealthStatus.DRAINING),
                    EnvoyResources.instance("l", "draining", HealthStatus.HEALTHY),
                    EnvoyResources.instance("n", "newer", HealthStatus.UNKNOWN))))
        .isEqualTo(
            new Resource.Endpoints(
                new EndpointSet(
                    List.of(
                        endpoint("w", Endpoint.Health.UNHEALTHY, Endpoint.State.WARMING),
                        endpoint("s", Endpoint.Health.HEALTHY, Endpoint.State.SERVING),
                        endpoint("d", Endpoint.Health.DRAINING, Endpoint.State.DRAINING),
                        endpoint("l", Endpoint.Health.HEALTHY, Endpoint.State.DRAINING),
                        endpoint("n", Endpoint.Health.HEALTHY, Endpoint.State.UNKNOWN)))));
  }

  @Test
  void readsEveryKindOfMatch() {
    RouteMatch match =
        RouteMatch.newBuilder()
            .setPathSeparatedPrefix("/cart")
            .addHeaders(
                HeaderMatcher.newBuilder()
                    .setName("X-User")
                    .setStringMatch(StringMatcher.newBuilder().setExact("ann")))
            .addHeaders(
                HeaderMatcher.newBuilder()
                    .setName(":method")
                    .setStringMatch(StringMatcher.newBuilder().setSafeRegex(regex("GET|HEAD"))))
            .addQueryParameters(
                QueryParameterMatcher.newBuilder()
                    .setName("v")
                    .setStringMatch(StringMatcher.newBuilder().setExact("2")))
            .build();

    io.heddle.proxy.config.RouteMatch read = route(it -> it.setMatch(match)).match();

    assertThat(read.path()).isEqualTo(new PathMatch.Prefix("/cart"));
    assertThat(read.headers().getFirst())
        .isEqualTo(new HeaderMatch("x-user", new ValueMatch.Exact("ann")));
    assertThat(read.headers().get(1).name()).isEqualTo(":method");
    assertThat(read.headers().get(1).value())
        .isInstanceOfSatisfying(
            ValueMatch.Regex.class, it -> assertThat(it.pattern().pattern()).isEqualTo("GET|HEAD"));
    assertThat(read.query()).containsExactly(new QueryMatch("v", new ValueMatch.Exact("2")));
    assertThat(route(it -> it.setMatch(RouteMatch.newBuilder().setPath("/a"))).match().path())
        .isEqualTo(new PathMatch.Exact("/a"));
    assertThat(
            route(it -> it.setMatch(RouteMatch.newBuilder().setSafeRegex(regex("/a.*"))))
                .match()
                .path())
        .isInstanceOf(PathMatch.Regex.class);
  }

  @Test
  void readsActions() {
    assertThat(
            route(it -> it.setDirectResponse(DirectResponseAction.newBuilder().setStatus(404)))
                .action())
        .isEqualTo(new io.heddle.proxy.config.RouteAction.Respond(404));
    assertThat(
            route(it ->
                    it.setRoute(
                        RouteAction.newBuilder()
                            .setCluster(CATALOG)
                            .setTimeout(seconds(7))
                            .setRetryPolicy(
                                RetryPolicy.newBuilder()
                                    .setNumRetries(UInt32Value.of(0))
                                    .setPerTryTimeout(seconds(2)))))
                .action())
        .isEqualTo(
            new io.heddle.proxy.config.RouteAction.Forward(
                List.of(new WeightedCluster(CATALOG, 1)),
                Duration.ofSeconds(7),
                Duration.ofSeconds(2),
                503));
    assertThat(route(UnaryOperator.identity()).action())
        .isEqualTo(
            new io.heddle.proxy.config.RouteAction.Forward(
                List.of(new WeightedCluster(CATALOG, 1)), Duration.ZERO, Duration.ZERO, 500));
  }

  @Test
  void readsHeaderEdits() {
    io.heddle.proxy.config.Route read =
        route(it ->
            it.addRequestHeadersToAdd(
                    edit("X-A", "100%", HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD))
                .addRequestHeadersToAdd(
                    edit("X-B", "2", HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD))
                .addRequestHeadersToRemove("X-C")
                .addResponseHeadersToRemove("X-D"));

    assertThat(read.requestEdits())
        .isEqualTo(
            new HeaderEdits(
                List.of("X-C"),
                List.of(new HeaderEdits.Header("X-B", "2")),
                List.of(new HeaderEdits.Header("X-A", "100%"))));
    assertThat(read.responseEdits())
        .isEqualTo(new HeaderEdits(List.of("X-D"), List.of(), List.of()));
  }

  @Test
  void readsSecrets() {
    var authority = ScriptedControlPlane.authority();

    assertThat(accepted(EnvoyResources.roots(authority.bundle().roots())))
        .isEqualTo(new Resource.Roots(authority.bundle().roots()));
    assertThat(accepted(EnvoyResources.chain(authority.bundle().roots())))
        .isEqualTo(new Resource.Chain(authority.bundle().roots()));
  }

  @Test
  void ignoresFieldsThatAreNotListed() {
    Cluster plain = EnvoyResources.cluster(CATALOG);

    assertThat(accepted(plain.toBuilder().setAltStatName("x").setTrackTimeoutBudgets(true).build()))
        .isEqualTo(accepted(plain));
  }

  private static Endpoint endpoint(String uid, Endpoint.Health health, Endpoint.State state) {
    return new Endpoint("10.0.0.1", 15_080, health, state, uid, "a");
  }
}
