package io.heddle.controlplane.xds;

import java.util.List;
import java.util.Set;

/** The resource types that are served. */
public final class TypeUrls {
  public static final String LISTENER = "type.googleapis.com/envoy.config.listener.v3.Listener";
  public static final String ROUTE = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration";
  public static final String CLUSTER = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
  public static final String ENDPOINTS =
      "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment";
  public static final String SECRET =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret";

  /** What is referred to goes before what refers to it. */
  static final List<String> PUSH_ORDER = List.of(SECRET, CLUSTER, ENDPOINTS, LISTENER, ROUTE);

  private static final Set<String> WHOLE_SETS = Set.of(LISTENER, CLUSTER);

  private TypeUrls() {}

  static boolean isServed(String typeUrl) {
    return PUSH_ORDER.contains(typeUrl);
  }

  /**
   * Whether the protocol gives the type a wildcard subscription and, in the state of the world,
   * makes every response the whole set.
   */
  static boolean isWholeSet(String typeUrl) {
    return WHOLE_SETS.contains(typeUrl);
  }
}
