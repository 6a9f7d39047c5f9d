package io.heddle.proxy.listener;

import io.heddle.certs.TlsPeer;
import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
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
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Waits for a connection's handshake and hands it to the chain that fits what was agreed. */
final class InboundHandshake extends ChannelInboundHandlerAdapter {
  private static final String MESH_PROTOCOLS = "heddle-";

  private final DataLoop loop;
  private final int port;
  private final InboundActivity activity;

  InboundHandshake(DataLoop loop, int port, InboundActivity activity) {
    this.loop = loop;
    this.port = port;
    this.activity = activity;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        onSecured(ctx);
      } else {
        Throwable cause = handshake.cause();
        refuse(
            ctx,
            cause instanceof NotSslRecordException ? Refusal.PLAINTEXT : Refusal.HANDSHAKE_FAILED,
            String.valueOf(cause.getMessage()));
      }
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private void onSecured(ChannelHandlerContext ctx) throws SSLPeerUnverifiedException {
    SslHandler tls = ctx.pipeline().get(SslHandler.class);
    String negotiated = tls.applicationProtocol();
    String protocol = negotiated == null ? "" : negotiated;
    TlsPeer certificate = TlsPeer.of(tls.engine().getSession());
    String peer = certificate.spiffeId();
    Optional<FilterChain> chain =
        loop.snapshot().chain(loop.config().inboundListener(), port, protocol);
    if (chain.isEmpty()) {
      refuse(ctx, Refusal.NO_CHAIN, protocol);
    } else if (!(chain.get().transport() instanceof Transport.MutualTls mutual)
        || !mutual.peers().accepts(peer)) {
      refuse(ctx, Refusal.PEER_REFUSED, peer);
    } else {
      Kind kind = protocol.startsWith(MESH_PROTOCOLS) ? Kind.MESH : Kind.MUTUAL_TLS;
      serve(ctx, chain.get().filter(), kind, new Agreed(certificate, peer, protocol));
    }
  }

  private record Agreed(TlsPeer certificate, String peer, String protocol) {}

  private void serve(ChannelHandlerContext ctx, NetworkFilter filter, Kind kind, Agreed agreed) {
    Channel channel = ctx.channel();
    DownstreamConnection facts =
        new DownstreamConnection(
            Direction.INBOUND,
            kind,
            agreed.peer(),
            loop.config().inboundListener(),
            channel.remoteAddress(),
            port);
    ctx.pipeline().remove(this);
    InboundActivity.Connection counted = activity.opened(kind, agreed.certificate().instanceUid());
    loop.config().observers().connections().onOpened(facts);
    channel
        .closeFuture()
        .addListener(closed -> {
          counted.closed();
          loop.config().observers().connections().onClosed(facts);
        });
    switch (filter) {
      case NetworkFilter.Http http -> http(channel, facts, http, agreed.protocol());
      case NetworkFilter.Tcp(var cluster, var idle) ->
          tcp(channel, facts, new TcpProxy.Target(cluster, idle));
    }
  }

  private void http(
      Channel channel, DownstreamConnection facts, NetworkFilter.Http http, String protocol) {
    HttpService service =
        loop.inboundService(
            new ConnectionRoutes(loop, loop.config().inboundListener(), port, protocol));
    if (protocol.equals("h2") || protocol.equals("heddle-h2")) {
      http2(channel, facts, http, service);
      return;
    }
    Http1Server.attach(
        channel,
        facts,
        service,
        new ServerSettings(
            HeadLimits.DEFAULT.withMaxBytes(http.maxHeadBytes()),
            // A mesh client opens connections ahead of need: only the idle rule holds.
            facts.isMesh() ? loop.config().downstream().meshIdle() : firstHead(),
            http.requestHead(),
            loop.config().downstream().meshIdle(),
            http.streamIdle()),
        loop.resources().deadlines());
  }

  private void http2(
      Channel channel, DownstreamConnection facts, NetworkFilter.Http http, HttpService service) {
    HeadLimits heads = HeadLimits.DEFAULT.withMaxBytes(http.maxHeadBytes());
    Http2Limits.Times times =
        new Http2Limits.Times(
            http.requestHead(), loop.config().downstream().meshIdle(), http.streamIdle());
    loop.longLived(
        channel,
        Http2Server.attach(
            channel,
            facts,
            service,
            facts.isMesh()
                ? Http2Limits.ofSidecars(heads, times)
                : Http2Limits.ofApplications(heads, times),
            loop.resources().deadlines()));
  }

  private Duration firstHead() {
    return loop.config().downstream().firstHead();
  }

  private void tcp(Channel channel, DownstreamConnection facts, TcpProxy.Target target) {
    if (loop.gate().isRefusing()) {
      refuse(channel, Refusal.NOT_SERVING, loop.gate().state().toString());
      return;
    }
    if (loop.memory().isFull()) {
      refuse(channel, Refusal.OVER_MEMORY, "OM");
      return;
    }
    loop.load().begin();
    loop.tcp().serve(channel, facts, target, loop.load()::end);
  }

  private void refuse(ChannelHandlerContext ctx, Refusal refusal, String detail) {
    refuse(ctx.channel(), refusal, detail);
  }

  private void refuse(Channel channel, Refusal refusal, String detail) {
    loop.config().observers().connections().onRefused(Direction.INBOUND, port, refusal, detail);
    var _ = channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
