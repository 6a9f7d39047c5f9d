package io.heddle.controlplane.model;

import java.time.Instant;
import java.util.List;

/** What happens to the requests that clients send to its parents. */
public sealed interface MeshRoute extends MeshObject permits HttpRoute, GrpcRoute {
  RouteName name();

  /** An older route wins a tie; the epoch when unknown. */
  Instant created();

  List<ParentReference> parents();

  List<RouteRule> rules();

  /** Whether the route is to decide about requests to this port of this service. */
  default boolean attachesTo(ServiceName service, ServicePort port) {
    return port.protocol().isHttp()
        && parents().stream().anyMatch(parent -> parent.covers(service, port.port()));
  }
}
