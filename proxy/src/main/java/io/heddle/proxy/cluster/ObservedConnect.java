package io.heddle.proxy.cluster;

import io.netty.channel.Channel;

/** Tells the observers how an attempt went before it tells who asked. */
record ObservedConnect(
    ConnectListener listener,
    Cluster cluster,
    String endpointUid,
    long startNanos,
    ClusterEnvironment environment)
    implements ConnectListener {
  @Override
  public void onConnected(Channel channel, Peer peer) {
    if (!cluster.accepts(peer.id())) {
      // The handshake began before the cluster learned that.
      var _ = channel.close();
      onConnectFailed("peer: " + peer.id() + " (expected: one that is still accepted)");
      return;
    }
    tell("");
    listener.onConnected(channel, peer);
  }

  @Override
  public void onConnectFailed(String cause) {
    tell(cause);
    if (cluster.isApplication()) {
      environment.application().onConnectFailed();
    }
    listener.onConnectFailed(cause);
  }

  private void tell(String cause) {
    long nanos = environment.loop().now() - startNanos;
    environment.observer().onUpstreamConnect(cluster.config().name(), endpointUid, nanos, cause);
  }
}
