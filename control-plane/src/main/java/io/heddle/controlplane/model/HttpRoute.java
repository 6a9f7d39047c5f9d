package io.heddle.controlplane.model;

import java.time.Instant;
import java.util.List;

/**
 * What happens to the HTTP requests that clients send to its parents.
 *
 * @param created an older route wins a tie; the epoch when unknown
 */
public record HttpRoute(
    RouteName name, Instant created, List<ParentReference> parents, List<RouteRule> rules)
    implements MeshObject {
  public HttpRoute {
    parents = List.copyOf(parents);
    rules = List.copyOf(rules);
  }

  @Override
  public ObjectName objectName() {
    return new ObjectName(Kind.HTTP_ROUTE, name.namespace(), name.name());
  }

  /** Whether the route decides about requests to this port of this service. */
  public boolean attachesTo(ServiceName service, ServicePort port) {
    return port.protocol() == ServicePort.Protocol.HTTP
        && parents.stream().anyMatch(parent -> parent.covers(service, port.port()));
  }
}
