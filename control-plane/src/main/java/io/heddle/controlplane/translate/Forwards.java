package io.heddle.controlplane.translate;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
import io.envoyproxy.envoy.config.route.v3.RouteAction.MaxStreamDuration;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.model.RouteTimeouts;
import io.heddle.controlplane.model.RuleAction.Forward;
import io.heddle.controlplane.xds.ClientKind;
import java.util.List;

/**
 * Where requests go that are sent on, and what is edited on the way.
 *
 * @param clusters that there are
 * @param failure the status for requests that there is no backend for
 */
record Forwards(Clusters clusters, int failure, ClientKind kind) {
  /**
   * The action, and the edits.
   *
   * @param edits of the rule
   */
  void set(Route.Builder route, Forward forward, MessageEdits edits) {
    // A backend of weight 0 is left out, whether it exists or not: then its coming and going
    // changes nothing.
    List<Backend> backends =
        forward.backends().stream().filter(backend -> backend.weight() > 0).toList();
    if (backends.isEmpty()) {
      HeaderModifiers.set(route, edits, kind);
      Actions.setNowhere(route, failure, kind);
      return;
    }
    RouteAction.Builder action = RouteAction.newBuilder();
    if (areEditedApart(backends)) {
      // Envoy would apply the rule's edits after those of the share, so each share gets both.
      setShares(action, Share.of(backends, clusters, backend -> edits.then(backend.edits())));
    } else {
      setShares(action, Share.of(backends, clusters, _ -> MessageEdits.NONE));
      HeaderModifiers.set(route, edits, kind);
      setHost(action, edits);
    }
    if (kind != ClientKind.GRPC) {
      forward.path().ifPresent(path -> PathRewrites.set(action, path));
      action.addAllRequestMirrorPolicies(Mirrors.translate(forward.mirrors(), clusters));
    }
    limit(action, forward);
    route.setRoute(action);
  }

  /** gRPC knows no edits, and gets the sum of the weights. */
  private boolean areEditedApart(List<Backend> backends) {
    return kind != ClientKind.GRPC
        && backends.stream().anyMatch(backend -> !backend.edits().equals(MessageEdits.NONE));
  }

  private void setHost(RouteAction.Builder action, MessageEdits edits) {
    if (kind != ClientKind.GRPC) {
      edits.host().ifPresent(action::setHostRewriteLiteral);
    }
  }

  private void setShares(RouteAction.Builder action, List<Share> shares) {
    if (shares.size() == 1 && !shares.getFirst().isEdited()) {
      action.setCluster(shares.getFirst().cluster());
    } else {
      WeightedCluster.Builder weighted = WeightedCluster.newBuilder();
      shares.forEach(share -> weighted.addClusters(cluster(share)));
      action.setWeightedClusters(weighted);
    }
    if (shares.stream().anyMatch(share -> share.cluster().equals(Names.INVALID_BACKEND))) {
      action.setClusterNotFoundResponseCode(
          failure == 500
              ? ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR
              : ClusterNotFoundResponseCode.SERVICE_UNAVAILABLE);
    }
  }

  private ClusterWeight cluster(Share share) {
    ClusterWeight.Builder cluster =
        ClusterWeight.newBuilder()
            .setName(share.cluster())
            .setWeight(UInt32Value.of(share.weight()));
    HeaderModifiers.set(cluster, share.edits(), kind);
    share.edits().host().ifPresent(cluster::setHostRewriteLiteral);
    return cluster.build();
  }

  private void limit(RouteAction.Builder action, Forward forward) {
    RouteTimeouts timeouts = forward.timeouts();
    action.setTimeout(Wire.duration(timeouts.request()));
    if (kind == ClientKind.GRPC) {
      // gRPC reads no other timeout, and rejects a retry policy without retries.
      if (!timeouts.request().isZero()) {
        action.setMaxStreamDuration(
            MaxStreamDuration.newBuilder().setMaxStreamDuration(Wire.duration(timeouts.request())));
      }
    } else {
      Retries.set(action, forward.retry(), timeouts.backendRequest());
    }
  }
}
