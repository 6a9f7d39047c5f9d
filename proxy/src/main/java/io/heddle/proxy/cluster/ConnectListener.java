package io.heddle.proxy.cluster;

import io.netty.channel.Channel;

/** Told once how an attempt at a connection went, unless it was cancelled. */
public interface ConnectListener {
  /**
   * The channel is connected and, where the cluster says so, secured.
   *
   * @param peer the SPIFFE id of the other side, empty where nothing is secured
   */
  void onConnected(Channel channel, String peer);

  void onConnectFailed(String cause);
}
