package io.heddle.proxy.http;

import io.netty.channel.Channel;

/** Makes a connected, secured channel carry exchanges. */
public interface ClientProtocol {
  /** How many exchanges a connection carries side by side. */
  int exchangesAtOnce();

  ClientConnection attach(Channel channel, ClientConnection.Owner owner);
}
