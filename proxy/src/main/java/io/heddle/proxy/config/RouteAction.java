package io.heddle.proxy.config;

import java.time.Duration;
import java.util.List;

/** What happens to a request that matched. */
public sealed interface RouteAction {
  /**
   * Sends it to one of the clusters, by weight.
   *
   * @param timeout for the whole exchange; zero: none
   * @param perTryTimeout for one dispatch; zero: none
   * @param retry what is tried again beside what certainly reached nobody
   * @param clusterNotFoundStatus answered when the chosen cluster does not exist
   * @param mirrors get a copy each
   */
  record Forward(
      List<WeightedCluster> clusters,
      Duration timeout,
      Duration perTryTimeout,
      RetryPolicy retry,
      int clusterNotFoundStatus,
      Rewrite rewrite,
      List<Mirror> mirrors)
      implements RouteAction {
    public Forward {
      clusters = List.copyOf(clusters);
      mirrors = List.copyOf(mirrors);
      if (clusters.isEmpty()) {
        throw new IllegalArgumentException("clusters: none (expected: at least 1)");
      }
    }

    /** As it is, and nowhere else. */
    public Forward(
        List<WeightedCluster> clusters,
        Duration timeout,
        Duration perTryTimeout,
        int clusterNotFoundStatus) {
      this(clusters, timeout, perTryTimeout, clusterNotFoundStatus, Rewrite.NONE, List.of());
    }

    /** And once. */
    public Forward(
        List<WeightedCluster> clusters,
        Duration timeout,
        Duration perTryTimeout,
        int clusterNotFoundStatus,
        Rewrite rewrite,
        List<Mirror> mirrors) {
      this(
          clusters,
          timeout,
          perTryTimeout,
          RetryPolicy.NONE,
          clusterNotFoundStatus,
          rewrite,
          mirrors);
    }
  }

  /**
   * Tells the client to ask elsewhere; what is empty stays as the request has it.
   *
   * @param port 0: none is added
   * @param stripQuery leaves the request's query out; one that the path brings stays
   */
  record Redirect(
      int status, String scheme, String host, int port, PathRewrite path, boolean stripQuery)
      implements RouteAction {}

  /** Answers it without asking anyone. */
  record Respond(int status) implements RouteAction {}
}
