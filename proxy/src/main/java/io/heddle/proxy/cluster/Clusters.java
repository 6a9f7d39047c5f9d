package io.heddle.proxy.cluster;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The clusters that one event loop has used, by the snapshot that is in force there. */
public final class Clusters {
  private final ClusterEnvironment environment;
  private final Map<String, Cluster> used = new HashMap<>();
  private ProxySnapshot snapshot = ProxySnapshot.EMPTY;

  public Clusters(ClusterEnvironment environment) {
    this.environment = environment;
  }

  /** Null when the snapshot has none of that name. */
  @Nullable Cluster cluster(String name) {
    Cluster known = used.get(name);
    if (known != null) {
      return known;
    }
    ClusterConfig config = snapshot.clusters().get(name);
    if (config == null) {
      return null;
    }
    Cluster cluster = new Cluster(config, snapshot.endpointsOf(config), environment);
    used.put(name, cluster);
    return cluster;
  }

  ClusterEnvironment environment() {
    return environment;
  }

  /**
   * Puts a snapshot in force. When this returns, nothing that has written nothing is bound to an
   * endpoint that the snapshot takes away from its cluster.
   */
  public void apply(ProxySnapshot latest) {
    snapshot = latest;
    List<Cluster> retired = new ArrayList<>();
    used.entrySet()
        .removeIf(entry -> {
          if (latest.clusters().containsKey(entry.getKey())) {
            return false;
          }
          retired.add(entry.getValue());
          return true;
        });
    for (Map.Entry<String, Cluster> entry : used.entrySet()) {
      ClusterConfig config = latest.clusters().get(entry.getKey());
      if (config != null) {
        entry.getValue().update(config, latest.endpointsOf(config));
      }
    }
    retired.forEach(Cluster::retire);
    List.copyOf(used.values()).forEach(Cluster::settle);
  }

  /** Opens one connection and leaves it idle; completes with the cause, empty when it is there. */
  public void connectAhead(
      ClusterConfig config, Endpoint endpoint, CompletableFuture<String> outcome) {
    Cluster cluster = cluster(config.name());
    EndpointState target = cluster == null ? null : cluster.find(endpoint);
    if (cluster == null || target == null || !target.keepsConnections()) {
      outcome.complete("endpoint " + endpoint.host() + ":" + endpoint.port() + ": gone");
    } else if (target.idleCount() > 0) {
      outcome.complete("");
    } else {
      cluster.connect(target, new Ahead(cluster, target, outcome));
    }
  }

  private record Ahead(Cluster cluster, EndpointState target, CompletableFuture<String> outcome)
      implements ConnectListener {
    @Override
    public void onConnected(Channel channel, Peer peer) {
      cluster.keep(target, channel, peer);
      outcome.complete("");
    }

    @Override
    public void onConnectFailed(String cause) {
      outcome.complete("endpoint " + target.address() + ": " + cause);
    }
  }
}
