package io.heddle.proxy.cluster;

import io.netty.channel.Channel;

/** Told once how an attempt at a connection went, unless it was cancelled. */
public interface ConnectListener {
  /**
   * The channel is connected and, where the cluster says so, secured.
   *
   * @param peer the other side
   */
  void onConnected(Channel channel, Peer peer);

  void onConnectFailed(String cause);
}
