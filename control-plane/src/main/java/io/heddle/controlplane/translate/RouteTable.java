package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.xds.ClientKind;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Where requests to a service's port go: to the service itself, unless routes are attached; what
 * none of these matches is answered 404.
 */
final class RouteTable {
  private RouteTable() {}

  /**
   * The table of one port.
   *
   * @param routes attached to the port
   * @param exists whether requests can be sent to what a backend names
   */
  static RouteConfiguration translate(
      ServiceName service,
      ServicePort port,
      List<HttpRoute> routes,
      Predicate<Target> exists,
      ClientKind kind) {
    String name = Names.outbound(service, port.port());
    VirtualHost.Builder host = VirtualHost.newBuilder().setName(name).addDomains("*");
    if (routes.isEmpty()) {
      host.addRoutes(
          Route.newBuilder()
              .setMatch(RouteMatch.newBuilder().setPrefix("/"))
              .setRoute(Actions.plain(name)));
    }
    for (Precedence.Candidate candidate : Precedence.sorted(routes)) {
      SortedMap<String, Integer> weights = weights(candidate.rule(), exists);
      for (RouteMatch match : Matches.translate(candidate.match(), kind)) {
        Route.Builder route = Route.newBuilder().setMatch(match);
        Actions.set(route, candidate.rule(), weights, kind);
        HeaderModifiers.set(route, candidate.rule(), kind);
        host.addRoutes(route);
      }
    }
    return RouteConfiguration.newBuilder().setName(name).addVirtualHosts(host).build();
  }

  /**
   * A backend of weight 0 is left out, whether it exists or not: then its coming and going changes
   * nothing.
   */
  private static SortedMap<String, Integer> weights(RouteRule rule, Predicate<Target> exists) {
    SortedMap<String, Integer> weights = new TreeMap<>();
    for (Backend backend : rule.backends()) {
      if (backend.weight() > 0) {
        weights.merge(cluster(backend.target(), exists), backend.weight(), Integer::sum);
      }
    }
    return weights;
  }

  private static String cluster(Target target, Predicate<Target> exists) {
    return switch (target) {
      case Target.OfService(var service, int port) when exists.test(target) ->
          Names.outbound(service, port);
      case Target.OfService _, Target.OfOtherKind _ -> Names.INVALID_BACKEND;
    };
  }
}
