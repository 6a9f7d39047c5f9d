package io.heddle.proxy.http2;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.LongLived;
import io.heddle.proxy.memory.ChannelMemory;
import io.netty.channel.Channel;

/** Makes accepted channels speak HTTP/2, from the client's preface on. */
public final class Http2Server {
  private Http2Server() {}

  public static LongLived attach(
      Channel channel,
      DownstreamConnection facts,
      HttpService service,
      Http2Limits limits,
      Deadlines deadlines) {
    FrameRules rules = new FrameRules(deadlines::now);
    Http2ServerConnection connection =
        new Http2ServerBuilder(channel, facts, service, limits, deadlines, rules).made();
    channel.pipeline().addLast(new FrameGuard(rules, connection), connection);
    ChannelMemory.count(channel, connection);
    return connection;
  }
}
