package io.heddle.proxy.route;

import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.http.RequestHead;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request; the virtual host by authority, then the first route that fits. */
public final class RouteTable {
  private static final String ANY = "*";

  private final Map<String, List<Route>> byDomain = new HashMap<>();

  public RouteTable(RouteConfig config) {
    for (VirtualHost host : config.virtualHosts()) {
      for (String domain : host.domains()) {
        byDomain.putIfAbsent(domain.toLowerCase(Locale.ROOT), host.routes());
      }
    }
  }

  public Optional<Route> match(RequestHead request) {
    List<Route> routes = byDomain.get(request.authority().toLowerCase(Locale.ROOT));
    if (routes == null) {
      routes = byDomain.getOrDefault(ANY, List.of());
    }
    for (Route route : routes) {
      if (RouteMatcher.matches(route.match(), request)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
