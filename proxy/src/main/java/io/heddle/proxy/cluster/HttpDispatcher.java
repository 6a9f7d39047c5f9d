package io.heddle.proxy.cluster;

import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.RequestSink;
import io.heddle.proxy.http.Terminal;
import io.heddle.proxy.route.Rewriting;
import io.heddle.proxy.route.WeightedChoice;

/** Sends routed requests to an endpoint of their cluster, on one event loop. */
public final class HttpDispatcher implements Terminal {
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
    String name =
        WeightedChoice.choose(forward.clusters(), clusters.environment().loop().random())
            .orElse("");
    exchange.record().chose(name);
    Rewriting.apply(exchange, route, forward.rewrite());
    Dispatch dispatch = new Dispatch(exchange, forward, this);
    Cluster cluster = name.isEmpty() ? null : clusters.cluster(name);
    if (cluster == null) {
      exchange.fail(Failure.NO_CLUSTER, forward.clusterNotFoundStatus(), "no cluster " + name);
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
