package io.heddle.proxy.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the data path routes by, as one value that is replaced as a whole.
 *
 * <p>A request keeps the route it matched; endpoints are read anew at every dispatch. References
 * between the parts are by name and may be missing: a listener whose routes are not here yet holds
 * its connections, a route whose cluster is not here answers {@link
 * RouteAction.Forward#clusterNotFoundStatus()}.
 *
 * @param version grows by one with each snapshot of this process
 * @param listeners by resource name
 * @param routes by resource name
 * @param clusters by resource name
 * @param endpoints by EDS service name
 * @param missing names of listeners that were asked for and do not exist
 * @param identity absent until the first certificate has arrived
 */
public record ProxySnapshot(
    long version,
    Map<String, ListenerConfig> listeners,
    Map<String, RouteConfig> routes,
    Map<String, ClusterConfig> clusters,
    Map<String, EndpointSet> endpoints,
    Set<String> missing,
    Optional<WorkloadIdentity> identity) {

  public static final ProxySnapshot EMPTY =
      new ProxySnapshot(0, Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), Optional.empty());

  public ProxySnapshot {
    listeners = Map.copyOf(listeners);
    routes = Map.copyOf(routes);
    clusters = Map.copyOf(clusters);
    endpoints = Map.copyOf(endpoints);
    missing = Set.copyOf(missing);
  }

  /** The endpoints a cluster sends to now; empty when none are known. */
  public EndpointSet endpointsOf(ClusterConfig cluster) {
    return switch (cluster.source()) {
      case EndpointSource.Fixed(var set) -> set;
      case EndpointSource.Discovered(var service) ->
          endpoints.getOrDefault(service, EndpointSet.EMPTY);
    };
  }
}
