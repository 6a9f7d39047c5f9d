package io.heddle.proxy.listener;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteSource;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.config.WeightedCluster;

/** Is everything here that a listener's connections need, down to the endpoints? */
final class Completeness {
  private Completeness() {}

  static boolean isComplete(ProxySnapshot snapshot, NetworkFilter filter) {
    return switch (filter) {
      case NetworkFilter.Tcp(var cluster, _) -> cluster(snapshot, cluster);
      case NetworkFilter.Http http -> routes(snapshot, http.routes());
    };
  }

  private static boolean routes(ProxySnapshot snapshot, RouteSource source) {
    RouteConfig config =
        switch (source) {
          case RouteSource.Inline(var inline) -> inline;
          case RouteSource.Named(var name) -> snapshot.routes().get(name);
        };
    if (config == null) {
      return false;
    }
    for (VirtualHost host : config.virtualHosts()) {
      for (Route route : host.routes()) {
        if (!route(snapshot, route)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean route(ProxySnapshot snapshot, Route route) {
    if (route.action() instanceof RouteAction.Forward forward) {
      for (WeightedCluster share : forward.clusters()) {
        if (share.weight() > 0 && !cluster(snapshot, share.cluster())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean cluster(ProxySnapshot snapshot, String name) {
    if (name.equals(WeightedCluster.INVALID_BACKEND)) {
      return true;
    }
    ClusterConfig config = snapshot.clusters().get(name);
    return config != null
        && switch (config.source()) {
          case EndpointSource.Fixed _ -> true;
          case EndpointSource.Discovered(var service) -> snapshot.endpoints().containsKey(service);
        };
  }
}
