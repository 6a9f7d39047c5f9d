package io.heddle.proxy.config;

import java.util.List;

/** A route table: the virtual host is chosen by authority, then the first route that matches. */
public record RouteConfig(String name, List<VirtualHost> virtualHosts) {
  public RouteConfig {
    virtualHosts = List.copyOf(virtualHosts);
  }
}
