package io.heddle.controlplane.translate;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
import io.envoyproxy.envoy.config.route.v3.RouteAction.MaxStreamDuration;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.RouteTimeouts;
import io.heddle.controlplane.xds.ClientKind;
import java.util.Map;
import java.util.SortedMap;

/** Where requests that matched go. */
final class Actions {
  private Actions() {}

  /** To one cluster, for as long as it takes. */
  static RouteAction.Builder plain(String cluster) {
    return RouteAction.newBuilder().setCluster(cluster).setTimeout(Wire.seconds(0));
  }

  /**
   * Shared out by weight.
   *
   * @param weights by cluster, none of them 0; empty: there is nowhere to go
   */
  static void set(
      Route.Builder route, RouteRule rule, SortedMap<String, Integer> weights, ClientKind kind) {
    if (weights.isEmpty()) {
      route.setDirectResponse(DirectResponseAction.newBuilder().setStatus(500));
      return;
    }
    RouteAction.Builder action = RouteAction.newBuilder();
    if (weights.size() == 1) {
      action.setCluster(weights.firstKey());
    } else {
      action.setWeightedClusters(shares(weights));
    }
    if (weights.containsKey(Names.INVALID_BACKEND)) {
      action.setClusterNotFoundResponseCode(ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR);
    }
    limit(action, rule.timeouts(), kind);
    route.setRoute(action);
  }

  private static WeightedCluster shares(Map<String, Integer> weights) {
    WeightedCluster.Builder shares = WeightedCluster.newBuilder();
    weights.forEach((cluster, weight) ->
        shares.addClusters(
            ClusterWeight.newBuilder().setName(cluster).setWeight(UInt32Value.of(weight))));
    return shares.build();
  }

  private static void limit(RouteAction.Builder action, RouteTimeouts timeouts, ClientKind kind) {
    action.setTimeout(Wire.duration(timeouts.request()));
    if (kind == ClientKind.GRPC) {
      // gRPC reads no other timeout, and rejects a retry policy without retries.
      if (!timeouts.request().isZero()) {
        action.setMaxStreamDuration(
            MaxStreamDuration.newBuilder().setMaxStreamDuration(Wire.duration(timeouts.request())));
      }
    } else if (!timeouts.backendRequest().isZero()) {
      action.setRetryPolicy(
          RetryPolicy.newBuilder()
              .setNumRetries(UInt32Value.of(0))
              .setPerTryTimeout(Wire.duration(timeouts.backendRequest())));
    }
  }
}
