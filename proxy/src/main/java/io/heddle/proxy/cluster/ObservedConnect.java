package io.heddle.proxy.cluster;

import io.netty.channel.Channel;

/** Tells the observer how an attempt went before it tells who asked. */
record ObservedConnect(
    ConnectListener listener,
    String cluster,
    String endpointUid,
    long startNanos,
    ClusterEnvironment environment)
    implements ConnectListener {
  @Override
  public void onConnected(Channel channel) {
    tell("");
    listener.onConnected(channel);
  }

  @Override
  public void onConnectFailed(String cause) {
    tell(cause);
    listener.onConnectFailed(cause);
  }

  private void tell(String cause) {
    environment
        .observer()
        .onUpstreamConnect(cluster, endpointUid, environment.loop().now() - startNanos, cause);
  }
}
