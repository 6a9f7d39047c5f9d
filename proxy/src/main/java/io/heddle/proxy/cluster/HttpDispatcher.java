package io.heddle.proxy.cluster;

import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.RequestSink;
import io.heddle.proxy.http.Terminal;
import io.heddle.proxy.route.Rewriting;
import io.heddle.proxy.route.WeightedChoice;

/** Sends routed requests to an endpoint of their cluster, on one event loop. */
public final class HttpDispatcher implements Terminal {
  /** Where the requests of a route go whose weights are all zero. */
  private static final WeightedCluster NOWHERE = new WeightedCluster("", 0);

  private final Clusters clusters;
  private final Side side;
  private final ExchangeObserver observer;
  private final ReplayBudget budget;

  public HttpDispatcher(Clusters clusters, InboundSide side, ExchangeObserver observer) {
    this(clusters, (Side) side, observer);
  }

  public HttpDispatcher(Clusters clusters, OutboundSide side, ExchangeObserver observer) {
    this(clusters, (Side) side, observer);
  }

  private HttpDispatcher(Clusters clusters, Side side, ExchangeObserver observer) {
    this.clusters = clusters;
    this.side = side;
    this.observer = observer;
    this.budget =
        new ReplayBudget(clusters.environment().settings(), clusters.environment().loop());
  }

  @Override
  public RequestSink dispatch(Exchange exchange) {
    Route route = exchange.route();
    if (route == null || !(route.action() instanceof RouteAction.Forward forward)) {
      throw new IllegalStateException("route: none that forwards (expected: one)");
    }
    WeightedCluster share =
        WeightedChoice.choose(forward.clusters(), clusters.environment().loop().random())
            .orElse(NOWHERE);
    exchange.chose(share);
    Rewriting.apply(exchange, route, forward.rewrite(), share);
    Dispatch dispatch = new Dispatch(exchange, forward, this);
    Cluster cluster = clusters.cluster(share.cluster());
    if (cluster == null) {
      exchange.fail(
          Failure.NO_CLUSTER, forward.clusterNotFoundStatus(), "no cluster " + share.cluster());
    } else {
      dispatch.start(cluster);
    }
    return dispatch;
  }

  Side side() {
    return side;
  }

  ExchangeObserver observer() {
    return observer;
  }

  ReplayBudget budget() {
    return budget;
  }

  LoopResources loop() {
    return clusters.environment().loop();
  }

  UpstreamSettings settings() {
    return clusters.environment().settings();
  }
}
