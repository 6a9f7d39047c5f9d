package io.heddle.proxy.http;

import io.netty.channel.Channel;

/** Makes a connected, secured channel carry exchanges. */
public interface ClientProtocol {
  ClientConnection attach(Channel channel, ClientConnection.Owner owner);
}
