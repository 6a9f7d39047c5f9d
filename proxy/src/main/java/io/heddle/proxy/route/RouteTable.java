package io.heddle.proxy.route;

import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.http.RequestHead;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request; the virtual host by authority, then the first route that fits. */
public final class RouteTable {
  private static final String ANY = "*";

  private final Map<String, VirtualHost> byDomain = new HashMap<>();

  public RouteTable(RouteConfig config) {
    for (VirtualHost host : config.virtualHosts()) {
      for (String domain : host.domains()) {
        byDomain.putIfAbsent(domain.toLowerCase(Locale.ROOT), host);
      }
    }
  }

  public Optional<Route> match(RequestHead request) {
    VirtualHost host = hostOf(request);
    if (host == null) {
      return Optional.empty();
    }
    for (Route route : host.routes()) {
      if (RouteMatcher.matches(route.match(), request)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /** The virtual host whose routes a request may take; null when there is none. */
  public @Nullable VirtualHost hostOf(RequestHead request) {
    VirtualHost named = byDomain.get(request.authority().toLowerCase(Locale.ROOT));
    return named == null ? byDomain.get(ANY) : named;
  }
}
