package io.heddle.controlplane.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Routes, and which services they are about. */
record RouteIndex(
    PersistentMap<RouteName, HttpRoute> routes,
    PersistentMultimap<ServiceName, RouteName> byParent,
    PersistentMultimap<ServiceName, RouteName> byBackend) {
  static final RouteIndex EMPTY =
      new RouteIndex(PersistentMap.empty(), PersistentMultimap.empty(), PersistentMultimap.empty());

  Stream<HttpRoute> of(ServiceName parent) {
    return byParent.get(parent).flatMap(name -> routes.get(name).stream());
  }

  Stream<HttpRoute> to(ServiceName backend) {
    return byBackend.get(backend).flatMap(name -> routes.get(name).stream());
  }

  RouteIndex with(HttpRoute route) {
    RouteIndex rest = without(route.name());
    PersistentMultimap<ServiceName, RouteName> newByParent = rest.byParent;
    for (ServiceName parent : parents(route)) {
      newByParent = newByParent.with(parent, route.name());
    }
    PersistentMultimap<ServiceName, RouteName> newByBackend = rest.byBackend;
    for (ServiceName backend : backends(route)) {
      newByBackend = newByBackend.with(backend, route.name());
    }
    return new RouteIndex(rest.routes.with(route.name(), route), newByParent, newByBackend);
  }

  RouteIndex without(RouteName name) {
    Optional<HttpRoute> route = routes.get(name);
    if (route.isEmpty()) {
      return this;
    }
    PersistentMultimap<ServiceName, RouteName> newByParent = byParent;
    for (ServiceName parent : parents(route.get())) {
      newByParent = newByParent.without(parent, name);
    }
    PersistentMultimap<ServiceName, RouteName> newByBackend = byBackend;
    for (ServiceName backend : backends(route.get())) {
      newByBackend = newByBackend.without(backend, name);
    }
    return new RouteIndex(routes.without(name), newByParent, newByBackend);
  }

  static Set<ServiceName> parents(HttpRoute route) {
    return route.parents().stream()
        .map(ParentReference::service)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Mirrors too: whether they exist is seen in the route as well. */
  private static Set<ServiceName> backends(HttpRoute route) {
    return route.rules().stream()
        .flatMap(RouteRule::targets)
        .flatMap(target ->
            target instanceof Backend.Target.OfService(var service, _)
                ? Stream.of(service)
                : Stream.empty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
