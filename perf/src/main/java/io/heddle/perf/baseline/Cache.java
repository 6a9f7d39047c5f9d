package io.heddle.perf.baseline;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.controlplane.cache.v3.SimpleCache;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * java-control-plane's own cache, with one snapshot for all clients: its cheapest use, as each
 * change is set once. Safe for any thread.
 */
final class Cache {
  private static final String ALL = "all";
  private static final String FIXED = "1";

  private final SimpleCache<String> cache = new SimpleCache<>(_ -> ALL);
  private final List<Cluster> clusters;
  private final List<Listener> listeners;
  private final List<RouteConfiguration> routes;
  private final Map<String, ClusterLoadAssignment> endpoints = new LinkedHashMap<>();
  private long version;

  Cache(List<Resource> resources) throws InvalidProtocolBufferException {
    this.clusters = unpacked(resources, Cluster.class);
    this.listeners = unpacked(resources, Listener.class);
    this.routes = unpacked(resources, RouteConfiguration.class);
    for (ClusterLoadAssignment one : unpacked(resources, ClusterLoadAssignment.class)) {
      endpoints.put(one.getClusterName(), one);
    }
    set();
  }

  SimpleCache<String> config() {
    return cache;
  }

  /** Adds an endpoint in this state, or changes the one at this port. */
  synchronized void put(String resource, int port, HealthStatus health) {
    endpoints.put(resource, EndpointEdits.put(known(resource), port, health));
    set();
  }

  synchronized void remove(String resource, int port) {
    endpoints.put(resource, EndpointEdits.remove(known(resource), port));
    set();
  }

  private ClusterLoadAssignment known(String resource) {
    ClusterLoadAssignment found = endpoints.get(resource);
    if (found == null) {
      throw new IllegalArgumentException(
          "endpoints: " + resource + " (expected: one of " + endpoints.keySet() + ")");
    }
    return found;
  }

  private void set() {
    version++;
    cache.setSnapshot(
        ALL,
        Snapshot.create(
            clusters,
            FIXED,
            endpoints.values(),
            Long.toString(version),
            listeners,
            FIXED,
            routes,
            FIXED,
            List.of(),
            FIXED));
  }

  private static <T extends Message> List<T> unpacked(List<Resource> resources, Class<T> type)
      throws InvalidProtocolBufferException {
    List<T> found = new ArrayList<>();
    for (Resource resource : resources) {
      Any any = resource.getResource();
      if (any.is(type)) {
        found.add(any.unpack(type));
      }
    }
    return found;
  }
}
