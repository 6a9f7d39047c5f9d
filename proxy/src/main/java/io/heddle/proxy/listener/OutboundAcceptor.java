package io.heddle.proxy.listener;

import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.memory.ChannelMemory;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.Map;

/** Takes connections of the application on one explicit port. */
final class OutboundAcceptor extends ChannelInitializer<Channel> {
  private final OutboundPort port;
  private final Map<EventLoop, DataLoop> loops;
  private final PortConnections connections;
  private final OutboundUse use;

  OutboundAcceptor(
      OutboundPort port,
      Map<EventLoop, DataLoop> loops,
      PortConnections connections,
      OutboundUse use) {
    this.port = port;
    this.loops = loops;
    this.connections = connections;
    this.use = use;
  }

  @Override
  protected void initChannel(Channel channel) {
    DataLoop loop = DataPath.loopOf(loops, channel);
    OutboundConnection connection = new OutboundConnection(loop, channel, port, use);
    if (!connections.admit(channel)) {
      connection.refuse(Refusal.TOO_MANY_CONNECTIONS);
      var _ = channel.close();
      return;
    }
    // An opaque client may end its output before it is known that it is one.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    channel
        .pipeline()
        .addLast(
            ChannelMemory.ofPlaintext(loop.memory()), new EarlyReads(connection, loop.memory()));
  }
}
