package io.heddle.controlplane.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which routes decide about the requests to a port: of those that are to, the ones of the oldest
 * one's kind. What HTTPRoutes and GRPCRoutes say of the same requests has no common order.
 */
public final class Attachment {
  private static final Comparator<MeshRoute> OLDEST_FIRST =
      Comparator.comparing(MeshRoute::created)
          .thenComparing(MeshRoute::name)
          .thenComparing(MeshRoute::objectName);

  private Attachment() {}

  /** In the order of their names. */
  public static List<MeshRoute> of(ServiceName service, ServicePort port, MeshModel model) {
    return oldest(service, port, model).stream()
        .flatMap(oldest -> candidates(service, port, model).filter(it -> isOfKind(oldest, it)))
        .toList();
  }

  /** The route of another kind, if there is one, that keeps this one from the port. */
  public static Optional<MeshRoute> conflict(
      MeshRoute route, ServiceName service, ServicePort port, MeshModel model) {
    return oldest(service, port, model).filter(oldest -> !isOfKind(oldest, route));
  }

  private static Optional<MeshRoute> oldest(
      ServiceName service, ServicePort port, MeshModel model) {
    return candidates(service, port, model).min(OLDEST_FIRST);
  }

  private static Stream<MeshRoute> candidates(
      ServiceName service, ServicePort port, MeshModel model) {
    return model.routesOf(service).stream().filter(route -> route.attachesTo(service, port));
  }

  private static boolean isOfKind(MeshRoute oldest, MeshRoute route) {
    return oldest.objectName().kind() == route.objectName().kind();
  }
}
