package io.heddle.proxy.listener;

import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.http.ConnectionObserver;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.head.HeadLimits;
import io.heddle.proxy.http1.Http1Server;
import io.heddle.proxy.http1.ServerSettings;
import io.heddle.proxy.http2.Http2Limits;
import io.heddle.proxy.http2.Http2Server;
import io.heddle.proxy.tcp.TcpProxy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection of the application beside us into the mesh. */
final class OutboundConnection {
  private static final String NO_PROTOCOL = "";

  private final DataLoop loop;
  private final Channel channel;
  private final OutboundPort port;
  private final OutboundUse use;
  private @Nullable EarlyReads early;

  OutboundConnection(DataLoop loop, Channel channel, OutboundPort port, OutboundUse use) {
    this.loop = loop;
    this.channel = channel;
    this.port = port;
    this.use = use;
  }

  void onAccepted(EarlyReads reads) {
    early = reads;
    boolean mustAsk = use.enter();
    channel.closeFuture().addListener(closed -> use.leave());
    if (mustAsk) {
      loop.config().demand().onWanted(port.listener(), use);
    }
    if (isReady()) {
      serveOrRefuse();
    } else if (!loop.held().hold(channel, this)) {
      refuse(Refusal.TOO_MANY_HELD);
      serveOrRefuse();
    }
  }

  void refuse(Refusal refusal) {
    observer().onRefused(Direction.OUTBOUND, localPort(), refusal, port.listener());
  }

  /** Whether waiting would not change what becomes of it. */
  boolean isReady() {
    return use.isFollowed() && (loop.snapshot().isMissing(port.listener()) || isComplete());
  }

  private boolean isComplete() {
    return chain()
        .map(chain -> Completeness.isComplete(loop.snapshot().snapshot(), chain.filter()))
        .orElse(false);
  }

  private Optional<FilterChain> chain() {
    return loop.snapshot().chain(port.listener(), localPort(), NO_PROTOCOL);
  }

  /** Serves with what is known; when there is no listener, HTTP is told so and else is closed. */
  void serveOrRefuse() {
    DownstreamConnection facts =
        new DownstreamConnection(
            Direction.OUTBOUND,
            Kind.PLAINTEXT,
            "",
            port.listener(),
            channel.remoteAddress(),
            localPort());
    observer().onOpened(facts);
    channel.closeFuture().addListener(closed -> observer().onClosed(facts));
    Optional<FilterChain> chain = chain();
    if (chain.isEmpty()) {
      refuse(Refusal.NO_LISTENER);
      http(facts, HeadLimits.DEFAULT, Duration.ofSeconds(10), Duration.ofSeconds(10));
    } else {
      serve(facts, chain.get());
    }
    if (early != null) {
      early.release(channel.pipeline().context(early));
    }
  }

  private void serve(DownstreamConnection facts, FilterChain chain) {
    switch (chain.filter()) {
      case NetworkFilter.Http http ->
          http(
              facts,
              HeadLimits.DEFAULT.withMaxBytes(http.maxHeadBytes()),
              http.requestHead(),
              http.streamIdle());
      case NetworkFilter.Tcp(var cluster, var idle) ->
          tcp(facts, new TcpProxy.Target(cluster, idle));
    }
  }

  private void tcp(DownstreamConnection facts, TcpProxy.Target target) {
    if (loop.memory().isFull()) {
      refuse(Refusal.OVER_MEMORY);
      var _ = channel.close();
    } else {
      loop.tcp().serve(channel, facts, target, () -> {});
    }
  }

  private void http(
      DownstreamConnection facts, HeadLimits limits, Duration head, Duration streamIdle) {
    DownstreamSettings settings = loop.config().downstream();
    HttpService service =
        loop.outboundService(new ConnectionRoutes(loop, port.listener(), localPort(), NO_PROTOCOL));
    Deadlines deadlines = loop.resources().deadlines();
    ServerSettings http1 =
        new ServerSettings(
            limits, settings.firstHead(), head, settings.applicationIdle(), streamIdle);
    Http2Limits http2 =
        Http2Limits.ofApplications(
            limits, new Http2Limits.Times(head, settings.applicationIdle(), streamIdle));
    channel
        .pipeline()
        .addLast(
            new ByPreface(
                channel,
                () -> Http1Server.attach(channel, facts, service, http1, deadlines),
                () -> {
                  var _ = Http2Server.attach(channel, facts, service, http2, deadlines);
                },
                deadlines,
                settings.firstHead()));
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    channel.config().setAutoRead(true);
  }

  private int localPort() {
    return channel.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : port.port();
  }

  private ConnectionObserver observer() {
    return loop.config().observers().connections();
  }
}
