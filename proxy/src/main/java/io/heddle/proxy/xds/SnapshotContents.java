package io.heddle.proxy.xds;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.WorkloadIdentity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers the parts of a snapshot. */
final class SnapshotContents {
  private final Map<String, ListenerConfig> listeners = new HashMap<>();
  private final Map<String, RouteConfig> routes = new HashMap<>();
  private final Map<String, ClusterConfig> clusters = new HashMap<>();
  private final Map<String, EndpointSet> endpoints = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private Optional<WorkloadIdentity> identity = Optional.empty();

  void add(String name, Resource resource) {
    switch (resource) {
      case Resource.Listener(var config) -> listeners.put(name, config);
      case Resource.Routes(var config) -> routes.put(name, config);
      case Resource.Cluster(var config) -> clusters.put(name, config);
      case Resource.Endpoints(var config) -> endpoints.put(name, config);
      case Resource.Chain _, Resource.Roots _ -> {}
    }
  }

  /** A listener that does not exist. */
  void missing(String listener) {
    missing.add(listener);
  }

  void identity(WorkloadIdentity newIdentity) {
    identity = Optional.of(newIdentity);
  }

  boolean equalTo(ProxySnapshot snapshot) {
    return listeners.equals(snapshot.listeners())
        && routes.equals(snapshot.routes())
        && clusters.equals(snapshot.clusters())
        && endpoints.equals(snapshot.endpoints())
        && missing.equals(snapshot.missing())
        && identity.equals(snapshot.identity());
  }

  ProxySnapshot toSnapshot(long version) {
    return new ProxySnapshot(version, listeners, routes, clusters, endpoints, missing, identity);
  }
}
