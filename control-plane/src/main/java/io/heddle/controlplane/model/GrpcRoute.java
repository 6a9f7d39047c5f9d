package io.heddle.controlplane.model;

import java.time.Instant;
import java.util.List;

/** A route of gRPC calls: HTTP requests whose path names a service and a method. */
public record GrpcRoute(
    RouteName name, Instant created, List<ParentReference> parents, List<RouteRule> rules)
    implements MeshRoute {
  public GrpcRoute {
    parents = List.copyOf(parents);
    rules = List.copyOf(rules);
  }

  @Override
  public ObjectName objectName() {
    return new ObjectName(Kind.GRPC_ROUTE, name.namespace(), name.name());
  }
}
