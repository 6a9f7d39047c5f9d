package io.heddle.controlplane.model;

import java.time.Instant;
import java.util.List;

/** A route of HTTP requests. */
public record HttpRoute(
    RouteName name, Instant created, List<ParentReference> parents, List<RouteRule> rules)
    implements MeshRoute {
  public HttpRoute {
    parents = List.copyOf(parents);
    rules = List.copyOf(rules);
  }

  @Override
  public ObjectName objectName() {
    return new ObjectName(Kind.HTTP_ROUTE, name.namespace(), name.name());
  }
}
