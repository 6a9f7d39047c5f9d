package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.NonForwardingAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.heddle.controlplane.xds.ClientKind;

/** Actions that need nothing but a name, or not even that. */
final class Actions {
  private Actions() {}

  /** To one cluster, for as long as it takes. */
  static RouteAction.Builder plain(String cluster) {
    return RouteAction.newBuilder().setCluster(cluster).setTimeout(Wire.seconds(0));
  }

  /** Answered with that status. */
  static void setNowhere(Route.Builder route, int status, ClientKind kind) {
    if (kind == ClientKind.GRPC) {
      setRefused(route);
    } else {
      route.setDirectResponse(DirectResponseAction.newBuilder().setStatus(status));
    }
  }

  /**
   * For a gRPC client, which rejects a table with an action that it does not know, and fails calls
   * with UNAVAILABLE where the action is this one.
   */
  static void setRefused(Route.Builder route) {
    route.setNonForwardingAction(NonForwardingAction.getDefaultInstance());
  }
}
