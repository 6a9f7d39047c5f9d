package io.heddle.proxy.route;

import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.RequestHead;

/** Gives a request the target and the authority that its route sends it on with. */
public final class Rewriting {
  private Rewriting() {}

  /** As in Envoy, the route's host counts before that of the cluster. */
  public static void apply(Exchange exchange, Route route, Rewrite rewrite, WeightedCluster share) {
    String host = rewrite.host().isEmpty() ? share.host() : rewrite.host();
    if (host.isEmpty() && rewrite.path() instanceof PathRewrite.Keep) {
      return;
    }
    RequestHead request = exchange.request();
    exchange.sendAs(
        PathRewriter.rewrite(rewrite.path(), route.match().path(), request.target()),
        host.isEmpty() ? request.authority() : host);
  }
}
