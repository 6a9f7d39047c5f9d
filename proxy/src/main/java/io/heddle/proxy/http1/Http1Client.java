package io.heddle.proxy.http1;

import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientProtocol;
import io.heddle.proxy.http.head.HeadLimits;
import io.heddle.proxy.memory.ChannelMemory;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequestEncoder;

/** Makes connected channels carry HTTP/1 exchanges. */
public final class Http1Client implements ClientProtocol {
  private final HeadLimits limits;

  public Http1Client(HeadLimits limits) {
    this.limits = limits;
  }

  @Override
  public int exchangesAtOnce() {
    return 1;
  }

  @Override
  public ClientConnection attach(Channel channel, ClientConnection.Owner owner) {
    var connection = new Http1ClientConnection(channel, owner);
    var decoder = new StrictResponseDecoder(limits, connection);
    channel.pipeline().addLast(decoder, new HttpRequestEncoder(), connection);
    ChannelMemory.count(channel, decoder);
    return connection;
  }
}
