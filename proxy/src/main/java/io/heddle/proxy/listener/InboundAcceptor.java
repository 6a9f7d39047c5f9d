package io.heddle.proxy.listener;

import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.memory.ChannelMemory;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes connections of the mesh on one port and secures them. */
final class InboundAcceptor extends ChannelInitializer<Channel> {
  private final Map<EventLoop, DataLoop> loops;
  private final PortConnections connections;
  private final TlsContexts tls;
  private final InboundActivity activity;

  InboundAcceptor(
      Map<EventLoop, DataLoop> loops,
      PortConnections connections,
      TlsContexts tls,
      InboundActivity activity) {
    this.loops = loops;
    this.connections = connections;
    this.tls = tls;
    this.activity = activity;
  }

  @Override
  protected void initChannel(Channel channel) {
    DataLoop loop = DataPath.loopOf(loops, channel);
    int port = ((InetSocketAddress) channel.localAddress()).getPort();
    if (!connections.admit(channel)) {
      refuse(loop, channel, port, Refusal.TOO_MANY_CONNECTIONS);
      return;
    }
    Optional<Transport.MutualTls> transport = transport(loop, port);
    if (transport.isEmpty()) {
      refuse(loop, channel, port, Refusal.NO_LISTENER);
      return;
    }
    Optional<SslContext> context = tls.serverContext(transport.get());
    if (context.isEmpty()) {
      refuse(loop, channel, port, Refusal.NO_IDENTITY);
      return;
    }
    SslHandler handler = context.get().newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(loop.config().downstream().handshake().toMillis());
    channel
        .pipeline()
        .addLast(
            ChannelMemory.ofTls(loop.memory()),
            handler,
            new InboundHandshake(loop, port, activity));
    channel.config().setAutoRead(true);
  }

  private static void refuse(DataLoop loop, Channel channel, int port, Refusal refusal) {
    loop.config().observers().connections().onRefused(Direction.INBOUND, port, refusal, "");
    var _ = channel.close();
  }

  /**
   * How connections to the port are secured: which chain serves one is known only after its
   * handshake, so the handshake takes what any of them takes, and the chain looks again.
   */
  private static Optional<Transport.MutualTls> transport(DataLoop loop, int port) {
    ListenerConfig listener =
        loop.snapshot().snapshot().listeners().get(loop.config().inboundListener());
    if (listener == null) {
      return Optional.empty();
    }
    Set<String> protocols = new LinkedHashSet<>();
    List<String> exact = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    boolean any = false;
    for (FilterChain chain : listener.chains()) {
      int matched = chain.match().destinationPort();
      if ((matched == 0 || matched == port)
          && chain.transport() instanceof Transport.MutualTls(var names, var peers)) {
        any = true;
        protocols.addAll(names);
        protocols.addAll(chain.match().applicationProtocols());
        exact.addAll(peers.exact());
        prefixes.addAll(peers.prefixes());
      }
    }
    return any
        ? Optional.of(
            new Transport.MutualTls(List.copyOf(protocols), new PeerMatch(exact, prefixes)))
        : Optional.empty();
  }
}
