package io.heddle.proxy.lifecycle;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.ChainMatch;
import io.heddle.proxy.config.ClusterConfig;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mesh of one instance that calls itself. */
final class WarmUpSnapshot {
  static final String INBOUND = "inbound";
  static final String OUTBOUND = "outbound";

  private static final String PROTOCOL = "heddle-http/1.1";
  private static final int MAX_HEAD_BYTES = 60 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private WarmUpSnapshot() {}

  static ProxySnapshot of(WorkloadIdentity identity, int applicationPort, int meshPort) {
    Transport.MutualTls mesh =
        new Transport.MutualTls(
            List.of(PROTOCOL), new PeerMatch(List.of(identity.svid().id().toString()), List.of()));
    return new ProxySnapshot(
        1,
        Map.of(
            OUTBOUND,
            listener(OUTBOUND, ChainMatch.ANY, new Transport.Plaintext()),
            INBOUND,
            listener(INBOUND, new ChainMatch(0, Set.of(PROTOCOL)), mesh)),
        Map.of(),
        Map.of(
            OUTBOUND,
            cluster(OUTBOUND, meshPort, mesh),
            INBOUND,
            cluster(INBOUND, applicationPort, new Transport.Plaintext())),
        Map.of(),
        Set.of(),
        Optional.of(identity));
  }

  private static ListenerConfig listener(String name, ChainMatch match, Transport transport) {
    NetworkFilter.Http http =
        new NetworkFilter.Http(
            new RouteSource.Inline(routes(name)), PATIENCE, PATIENCE, MAX_HEAD_BYTES);
    return new ListenerConfig(name, List.of(new FilterChain(match, transport, http)), List.of());
  }

  /** Two routes, so that a regular expression is matched, too. */
  private static RouteConfig routes(String cluster) {
    return new RouteConfig(
        cluster,
        List.of(
            new VirtualHost(
                cluster,
                List.of("*"),
                List.of(
                    route(new PathMatch.Regex(Pattern.compile("/no/[a-z]+")), cluster),
                    route(new PathMatch.Prefix("/"), cluster)))));
  }

  private static Route route(PathMatch path, String cluster) {
    return new Route(
        "warm-up",
        new RouteMatch(path, List.of(), List.of()),
        new RouteAction.Forward(
            List.of(new WeightedCluster(cluster, 1)), PATIENCE, Duration.ZERO, 503),
        HeaderEdits.NONE,
        HeaderEdits.NONE);
  }

  private static ClusterConfig cluster(String name, int port, Transport transport) {
    Endpoint endpoint =
        new Endpoint(
            "127.0.0.1", port, Endpoint.Health.HEALTHY, Endpoint.State.SERVING, "warm-up", "");
    return new ClusterConfig(
        name,
        new EndpointSource.Fixed(new EndpointSet(List.of(endpoint))),
        transport,
        ClusterConfig.Balance.LEAST_REQUEST,
        PATIENCE,
        PATIENCE,
        ClusterLimits.DEFAULT);
  }
}
