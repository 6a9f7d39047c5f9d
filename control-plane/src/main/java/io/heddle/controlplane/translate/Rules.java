package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.route.v3.Route;
import io.heddle.controlplane.model.GrpcRoute;
import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.RuleAction.Forward;
import io.heddle.controlplane.model.RuleAction.Redirect;
import io.heddle.controlplane.xds.ClientKind;

/**
 * What a rule does with the requests that fit it.
 *
 * <p>gRPC reads clusters, weights and the time limit (gRFC A28, A31), ignores edits, rewrites,
 * mirrors and CORS, and rejects the table for a redirect; so it gets the former only.
 *
 * @param called the port of the service that requests are for
 */
record Rules(int called, Clusters clusters, ClientKind kind) {
  Route.Builder translate(MeshRoute source, RouteRule rule) {
    Route.Builder route = Route.newBuilder();
    switch (rule.action()) {
      case Forward forward ->
          new Forwards(clusters, failure(source), kind).set(route, forward, rule.edits());
      case Redirect _ when kind == ClientKind.GRPC -> Actions.setRefused(route);
      case Redirect redirect -> {
        route.setRedirect(Redirects.translate(redirect, called));
        HeaderModifiers.set(route, rule.edits(), kind);
      }
    }
    if (kind != ClientKind.GRPC) {
      rule.cors().ifPresent(cors -> CorsFilter.set(route, cors));
    }
    return route;
  }

  /** How requests are answered that there is no backend for; 503 is gRPC's UNAVAILABLE. */
  private static int failure(MeshRoute route) {
    return switch (route) {
      case HttpRoute _ -> 500;
      case GrpcRoute _ -> 503;
    };
  }
}
