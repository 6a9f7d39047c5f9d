package io.heddle.proxy.evaluate;

import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.route.NearMiss;
import io.heddle.proxy.route.NearMisses;
import io.heddle.proxy.route.RouteTable;
import java.util.List;
import java.util.Optional;

/** Which rule of a table takes a request, and why others do not. */
final class Matching {
  private final RouteTable table;
  private Optional<VirtualHost> host = Optional.empty();
  private Optional<Route> route = Optional.empty();
  private List<NearMiss> nearMisses = List.of();

  Matching(RouteTable table) {
    this.table = table;
  }

  void of(RequestHead request) {
    host = Optional.ofNullable(table.hostOf(request));
    route = table.match(request);
    nearMisses = host.map(it -> NearMisses.of(it, request)).orElse(List.of());
  }

  /** Empty before there was a request, and when its authority has none. */
  Optional<VirtualHost> host() {
    return host;
  }

  Optional<Route> route() {
    return route;
  }

  List<NearMiss> nearMisses() {
    return nearMisses;
  }
}
