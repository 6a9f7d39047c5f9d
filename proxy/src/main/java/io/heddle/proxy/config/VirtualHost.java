package io.heddle.proxy.config;

import java.util.List;

/**
 * The routes of some authorities.
 *
 * @param domains {@code *}, or an authority, lower-case, with or without port
 */
public record VirtualHost(String name, List<String> domains, List<Route> routes) {
  public VirtualHost {
    domains = List.copyOf(domains);
    routes = List.copyOf(routes);
  }
}
