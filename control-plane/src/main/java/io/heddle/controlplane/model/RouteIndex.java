package io.heddle.controlplane.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Routes, and which services they are about. */
record RouteIndex(
    PersistentMap<ObjectName, MeshRoute> routes,
    PersistentMultimap<ServiceName, ObjectName> byParent,
    PersistentMultimap<ServiceName, ObjectName> byBackend) {
  static final RouteIndex EMPTY =
      new RouteIndex(PersistentMap.empty(), PersistentMultimap.empty(), PersistentMultimap.empty());

  Stream<MeshRoute> of(ServiceName parent) {
    return byParent.get(parent).flatMap(name -> routes.get(name).stream());
  }

  Stream<MeshRoute> to(ServiceName backend) {
    return byBackend.get(backend).flatMap(name -> routes.get(name).stream());
  }

  RouteIndex with(MeshRoute route) {
    RouteIndex rest = without(route.objectName());
    PersistentMultimap<ServiceName, ObjectName> newByParent = rest.byParent;
    for (ServiceName parent : parents(route)) {
      newByParent = newByParent.with(parent, route.objectName());
    }
    PersistentMultimap<ServiceName, ObjectName> newByBackend = rest.byBackend;
    for (ServiceName backend : backends(route)) {
      newByBackend = newByBackend.with(backend, route.objectName());
    }
    return new RouteIndex(rest.routes.with(route.objectName(), route), newByParent, newByBackend);
  }

  RouteIndex without(ObjectName name) {
    Optional<MeshRoute> route = routes.get(name);
    if (route.isEmpty()) {
      return this;
    }
    PersistentMultimap<ServiceName, ObjectName> newByParent = byParent;
    for (ServiceName parent : parents(route.get())) {
      newByParent = newByParent.without(parent, name);
    }
    PersistentMultimap<ServiceName, ObjectName> newByBackend = byBackend;
    for (ServiceName backend : backends(route.get())) {
      newByBackend = newByBackend.without(backend, name);
    }
    return new RouteIndex(routes.without(name), newByParent, newByBackend);
  }

  static Set<ServiceName> parents(MeshRoute route) {
    return route.parents().stream()
        .map(ParentReference::service)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Mirrors too: whether they exist is seen in the route as well. */
  private static Set<ServiceName> backends(MeshRoute route) {
    return route.rules().stream()
        .flatMap(RouteRule::targets)
        .flatMap(target ->
            target instanceof Backend.Target.OfService(var service, _)
                ? Stream.of(service)
                : Stream.empty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
