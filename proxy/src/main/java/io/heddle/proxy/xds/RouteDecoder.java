package io.heddle.proxy.xds;

import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads an {@code envoy.config.route.v3.RouteConfiguration}. */
final class RouteDecoder {
  private RouteDecoder() {}

  static RouteConfig decode(ProtoMessage config) throws DecodeException {
    List<VirtualHost> hosts = new ArrayList<>();
    for (ProtoMessage host : config.messages(2, "virtual_hosts")) {
      List<Route> routes = new ArrayList<>();
      for (ProtoMessage route : host.messages(3, "routes")) {
        routes.add(route(route));
      }
      hosts.add(new VirtualHost(host.text(1), domains(host), routes));
    }
    return new RouteConfig(config.text(1), hosts);
  }

  private static List<String> domains(ProtoMessage host) throws DecodeException {
    List<String> domains = new ArrayList<>();
    for (String domain : host.texts(2)) {
      if (domain.isEmpty() || (domain.indexOf('*') >= 0 && !domain.equals("*"))) {
        throw host.rejected("domains[" + domains.size() + "]", domain, "* or an authority");
      }
      domains.add(domain.toLowerCase(Locale.ROOT));
    }
    if (domains.isEmpty()) {
      throw host.rejected("domains", "none", "at least 1");
    }
    return domains;
  }

  private static Route route(ProtoMessage route) throws DecodeException {
    return new Route(
        route.text(14),
        RouteMatchDecoder.decode(
            route
                .message(1, "match")
                .orElseThrow(() -> route.rejected("match", "none", "a match"))),
        RouteActionDecoder.decode(route),
        HeaderEditsDecoder.decode(route, HeaderEditsDecoder.REQUEST),
        HeaderEditsDecoder.decode(route, HeaderEditsDecoder.RESPONSE),
        CorsDecoder.decode(route));
  }
}
