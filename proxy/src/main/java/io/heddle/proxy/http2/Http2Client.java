package io.heddle.proxy.http2;

import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientProtocol;
import io.heddle.proxy.memory.ChannelMemory;
import io.netty.channel.Channel;

/** Makes connected channels carry HTTP/2 exchanges, with prior knowledge. */
public final class Http2Client implements ClientProtocol {
  private final Http2Limits limits;

  public Http2Client(Http2Limits limits) {
    this.limits = limits;
  }

  @Override
  public int exchangesAtOnce() {
    return limits.streams();
  }

  @Override
  public ClientConnection attach(Channel channel, ClientConnection.Owner owner) {
    Http2ClientConnection connection = new Http2ClientBuilder(channel, owner, limits).made();
    channel.pipeline().addLast(connection);
    ChannelMemory.count(channel, connection);
    return connection;
  }
}
