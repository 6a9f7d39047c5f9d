package io.heddle.proxy.xds;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteSource;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.config.WeightedCluster;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which other resources a resource names. */
final class References {
  private References() {}

  /** What must be known before the resource can take effect. */
  static Set<ResourceKey> of(Resource resource) {
    Set<ResourceKey> keys = new LinkedHashSet<>();
    switch (resource) {
      case Resource.Listener(var config) -> addListener(config, keys);
      case Resource.Routes(var config) -> addRoutes(config, keys);
      case Resource.Cluster(var config) -> addCluster(config, keys);
      case Resource.Endpoints _, Resource.Chain _, Resource.Roots _ -> {}
    }
    return keys;
  }

  private static void addListener(ListenerConfig listener, Set<ResourceKey> keys) {
    for (FilterChain chain : listener.chains()) {
      switch (chain.filter()) {
        case NetworkFilter.Tcp tcp -> addCluster(tcp.cluster(), keys);
        case NetworkFilter.Http http -> {
          switch (http.routes()) {
            case RouteSource.Named(var name) ->
                keys.add(new ResourceKey(ResourceType.ROUTES, name));
            case RouteSource.Inline(var config) -> addRoutes(config, keys);
          }
        }
      }
    }
  }

  private static void addRoutes(RouteConfig config, Set<ResourceKey> keys) {
    for (VirtualHost host : config.virtualHosts()) {
      for (Route route : host.routes()) {
        if (route.action() instanceof RouteAction.Forward forward) {
          for (WeightedCluster share : forward.clusters()) {
            addCluster(share.cluster(), keys);
          }
          for (Mirror mirror : forward.mirrors()) {
            addCluster(mirror.cluster(), keys);
          }
        }
      }
    }
  }

  private static void addCluster(String name, Set<ResourceKey> keys) {
    if (!name.equals(WeightedCluster.INVALID_BACKEND)) {
      keys.add(new ResourceKey(ResourceType.CLUSTER, name));
    }
  }

  private static void addCluster(ClusterConfig cluster, Set<ResourceKey> keys) {
    if (cluster.source() instanceof EndpointSource.Discovered(var service)) {
      keys.add(new ResourceKey(ResourceType.ENDPOINTS, service));
    }
  }
}
