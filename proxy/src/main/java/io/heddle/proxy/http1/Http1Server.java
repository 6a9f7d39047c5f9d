package io.heddle.proxy.http1;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.memory.ChannelMemory;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/** Makes accepted channels speak HTTP/1. */
public final class Http1Server {
  private Http1Server() {}

  public static void attach(
      Channel channel,
      DownstreamConnection facts,
      HttpService service,
      ServerSettings settings,
      Deadlines deadlines) {
    var connection = new Http1ServerConnection(channel, facts, service, settings, deadlines);
    var decoder = new StrictRequestDecoder(settings.limits(), connection);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(decoder, new ResponseEncoder(connection), connection);
    ChannelMemory.count(channel, decoder);
    connection.decodedBy(pipeline.context(decoder));
  }
}
