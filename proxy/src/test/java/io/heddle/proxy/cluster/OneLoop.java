package io.heddle.proxy.cluster;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.filter.mirror.MirrorBudget;
import io.heddle.proxy.filter.mirror.MirrorLimits;
import io.heddle.proxy.filter.mirror.MirrorObserver;
import io.heddle.proxy.filter.mirror.Mirroring;
import io.heddle.proxy.http.ApplicationObserver;
import io.heddle.proxy.http.ConnectionObserver;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.ExchangeFacts;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.Filter;
import io.heddle.proxy.http.HttpPipeline;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.memory.TestMemory;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An event loop that stands still, with one cluster on it and upstreams that a test plays. */
final class OneLoop {
  static final String CATALOG = "catalog";
  private static final long SEED = 42;

  /** Who answers at endpoints, unless a test says otherwise. */
  static final String PEER = "spiffe://a/b";

  private final EmbeddedChannel time = new EmbeddedChannel();
  private final EventLoop loop = time.eventLoop();
  private final FakeUpstreams upstreams = new FakeUpstreams(loop);
  private final Clusters clusters;
  private final HttpPipeline pipeline;
  private final ClusterLimits limits;
  private final List<Mirror> mirrors;
  private final List<Ended> ended = new ArrayList<>();
  private final List<MirrorObserver.Drop> drops = new ArrayList<>();
  private final List<String> retries = new ArrayList<>();
  private Transport transport = mutualTls(PEER);
  private RetryPolicy retry = RetryPolicy.NONE;
  private Duration perTryTimeout = Duration.ZERO;
  private long nowNanos = 1;

  /** How one exchange ended. */
  record Ended(int status, String flag, boolean cut) {}

  OneLoop() {
    this(ClusterLimits.DEFAULT);
  }

  OneLoop(ClusterLimits limits) {
    this(limits, MirrorLimits.DEFAULT, List.of());
  }

  OneLoop(ClusterLimits limits, MirrorLimits mirrorLimits, List<Mirror> mirrors) {
    this.limits = limits;
    this.mirrors = mirrors;
    time.freezeTime();
    LoopResources resources =
        new LoopResources(
            loop,
            new Deadlines(loop, () -> nowNanos),
            new SplittableRandom(SEED),
            1,
            TestMemory.ample(loop));
    this.clusters =
        new Clusters(
            new ClusterEnvironment(
                resources,
                upstreams,
                new ClientProtocols(upstreams, upstreams),
                UpstreamSettings.DEFAULT,
                ConnectionObserver.NONE,
                ApplicationObserver.NONE));
    ExchangeObserver observer = new Endings();
    this.pipeline =
        new HttpPipeline(
            List.of(this::route),
            new Mirroring(
                new HttpDispatcher(clusters, new OutboundSide(Protections.ALL), observer),
                new MirrorDispatcher(clusters),
                new MirrorBudget(mirrorLimits, resources.memory(), (_, why) -> drops.add(why)),
                resources.random()),
            observer,
            () -> nowNanos,
            resources.memory());
  }

  private final class Endings implements ExchangeObserver {
    @Override
    public void onStarted(ExchangeFacts exchange) {}

    @Override
    public void onEnded(ExchangeFacts exchange) {
      ended.add(new Ended(exchange.status(), exchange.flag(), exchange.cut()));
    }

    @Override
    public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {}

    @Override
    public void onMisdirected(ExchangeFacts exchange) {}

    @Override
    public void onRedispatched(ExchangeFacts exchange, String endpointUid, Failure cause) {}

    @Override
    public void onRetried(ExchangeFacts exchange, String endpointUid, RetryPolicy.Cause cause) {
      retries.add(endpointUid + " " + cause);
    }

    @Override
    public void onRetryRefused(ExchangeFacts exchange, RetryRefusal why) {
      retries.add(why.toString());
    }
  }

  List<Ended> ended() {
    return ended;
  }

  /** What was tried again, with the endpoint and the cause; what was not, with the reason. */
  List<String> retries() {
    return retries;
  }

  /** For the requests that follow. */
  OneLoop retrying(RetryPolicy policy, Duration perTry) {
    retry = policy;
    perTryTimeout = perTry;
    return this;
  }

  /** Why copies were not sent. */
  List<MirrorObserver.Drop> drops() {
    return drops;
  }

  private Filter.Verdict route(Exchange exchange) {
    exchange.routeTo(
        new Route(
            CATALOG,
            new RouteMatch(new PathMatch.Prefix("/"), List.of(), List.of()),
            new RouteAction.Forward(
                List.of(new WeightedCluster(CATALOG, 1)),
                Duration.ZERO,
                perTryTimeout,
                retry,
                500,
                Rewrite.NONE,
                mirrors),
            HeaderEdits.NONE,
            HeaderEdits.NONE));
    return Filter.Verdict.CONTINUE;
  }

  static Endpoint endpoint(String uid) {
    return endpoint(uid, Endpoint.Health.HEALTHY);
  }

  static Endpoint endpoint(String uid, Endpoint.Health health) {
    return new Endpoint("127.0.0.1", 15_080, health, Endpoint.State.SERVING, uid, "");
  }

  static Transport mutualTls(String... peers) {
    return new Transport.MutualTls(
        List.of("heddle-http/1.1"), new PeerMatch(List.of(peers), List.of()));
  }

  /** From the next snapshot on. */
  OneLoop transport(Transport latest) {
    transport = latest;
    return this;
  }

  private ClusterConfig config() {
    return new ClusterConfig(
        CATALOG,
        new EndpointSource.Discovered(CATALOG),
        transport,
        ClusterConfig.Balance.LEAST_REQUEST,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        limits);
  }

  /** The cluster as one whose endpoints are in it, as another control plane may say. */
  OneLoop withFixed(Endpoint... endpoints) {
    ClusterConfig config = config();
    clusters.apply(
        new ProxySnapshot(
            1,
            Map.of(),
            Map.of(),
            Map.of(
                CATALOG,
                new ClusterConfig(
                    CATALOG,
                    new EndpointSource.Fixed(new EndpointSet(List.of(endpoints))),
                    transport,
                    config.balance(),
                    config.connectTimeout(),
                    config.idle(),
                    config.limits())),
            Map.of(),
            Set.of(),
            Optional.empty()));
    return this;
  }

  OneLoop endpoints(Endpoint... endpoints) {
    clusters.apply(
        new ProxySnapshot(
            1,
            Map.of(),
            Map.of(),
            Map.of(CATALOG, config()),
            Map.of(CATALOG, new EndpointSet(List.of(endpoints))),
            Set.of(),
            Optional.empty()));
    return this;
  }

  /** Takes the cluster away. */
  void retire() {
    clusters.apply(ProxySnapshot.EMPTY);
  }

  TestRequest send(String target) {
    TestRequest request = begin(target);
    request.end();
    return request;
  }

  /** Sends a head; the rest is still to come. */
  TestRequest begin(String target) {
    TestRequest request = new TestRequest(loop, target);
    request.begin(pipeline);
    return request;
  }

  /** Completes with the cause; empty: the connection is there. */
  CompletableFuture<String> connectAhead(Endpoint endpoint) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    clusters.connectAhead(config(), endpoint, outcome);
    return outcome;
  }

  /** Dials for an opaque connection. */
  void dial(TcpDialer.Listener listener) {
    var _ = new TcpDialer(clusters).dial(CATALOG, listener);
    time.runPendingTasks();
  }

  FakeUpstreams upstreams() {
    return upstreams;
  }

  void pass(Duration duration) {
    nowNanos += duration.toNanos();
    time.advanceTimeBy(duration.toNanos(), TimeUnit.NANOSECONDS);
    time.runScheduledPendingTasks();
  }
}
