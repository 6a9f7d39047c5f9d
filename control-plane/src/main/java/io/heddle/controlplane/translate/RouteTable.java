package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.xds.ClientKind;
import java.util.List;
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
      List<MeshRoute> routes,
      Predicate<Target> exists,
      ClientKind kind) {
    String name = Names.outbound(service, port.port());
    VirtualHost.Builder host = VirtualHost.newBuilder().setName(name).addDomains("*");
    if (routes.isEmpty()) {
      host.addRoutes(
          Route.newBuilder()
              .setName(Names.route(service))
              .setMatch(RouteMatch.newBuilder().setPrefix("/"))
              .setRoute(Actions.plain(name)));
    }
    Rules rules = new Rules(port.port(), new Clusters(exists), kind);
    for (Precedence.Candidate candidate : Precedence.sorted(routes)) {
      for (RouteMatch match : Matches.translate(candidate.match(), kind)) {
        host.addRoutes(
            rules
                .translate(candidate.route(), candidate.rule())
                .setName(Names.route(candidate))
                .setMatch(match));
      }
    }
    return RouteConfiguration.newBuilder().setName(name).addVirtualHosts(host).build();
  }
}
