package io.heddle.proxy.cluster;

import io.heddle.certs.TlsPeer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** A connection that is being opened and, where asked for, secured. */
public final class ConnectAttempt {
  private final EventLoop eventLoop;
  private @Nullable ConnectListener listener;
  private @Nullable Channel channel;
  private List<String> protocols = List.of();

  ConnectAttempt(ConnectListener listener, EventLoop eventLoop) {
    this.listener = listener;
    this.eventLoop = eventLoop;
  }

  /** When a channel can be used. */
  enum Ready {
    WHEN_CONNECTED,
    AFTER_HANDSHAKE
  }

  void expectProtocols(List<String> expected) {
    protocols = expected;
  }

  void startedOn(Channel connecting) {
    channel = connecting;
  }

  ChannelHandler handler(Ready ready) {
    return new Handler(ready);
  }

  /** The channel, once there is one. */
  @Nullable Channel channel() {
    return channel;
  }

  /** Gives up; the listener hears nothing more. */
  public void cancel() {
    listener = null;
    if (channel != null) {
      var _ = channel.close();
    }
  }

  void failLater(String cause) {
    eventLoop.execute(() -> fail(cause));
  }

  void fail(String cause) {
    ConnectListener told = listener;
    listener = null;
    if (channel != null) {
      var _ = channel.close();
    }
    if (told != null) {
      told.onConnectFailed(cause);
    }
  }

  void succeed(Channel connected, Peer peer) {
    ConnectListener told = listener;
    listener = null;
    if (told == null) {
      var _ = connected.close();
    } else {
      told.onConnected(connected, peer);
    }
  }

  /** Watches the channel until it is ready. */
  private final class Handler extends ChannelInboundHandlerAdapter {
    private final Ready ready;

    Handler(Ready ready) {
      this.ready = ready;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      if (ready == Ready.WHEN_CONNECTED) {
        ready(ctx, Peer.UNKNOWN);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event)
        throws SSLPeerUnverifiedException {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (!handshake.isSuccess()) {
          fail("TLS handshake: " + handshake.cause().getMessage());
        } else {
          onSecured(ctx);
        }
      }
    }

    private void onSecured(ChannelHandlerContext ctx) throws SSLPeerUnverifiedException {
      SslHandler tls = ctx.pipeline().get(SslHandler.class);
      String negotiated = tls.applicationProtocol();
      String protocol = negotiated == null ? "" : negotiated;
      if (isExpected(protocol)) {
        ready(ctx, new Peer(TlsPeer.of(tls.engine().getSession()).spiffeId(), protocol));
      } else {
        fail("application protocol: \"" + protocol + "\" (expected: one of " + protocols + ")");
      }
    }

    /** A server that agrees on none is no sidecar of ours, but may be one that we offer to take. */
    private boolean isExpected(String protocol) {
      return protocol.isEmpty()
          ? protocols.isEmpty() || protocols.stream().anyMatch(Peer::isForStrangers)
          : protocols.contains(protocol);
    }

    private void ready(ChannelHandlerContext ctx, Peer peer) {
      Channel connected = ctx.channel();
      ctx.pipeline().remove(this);
      succeed(connected, peer);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      fail("closed before it was ready");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fail(String.valueOf(cause.getMessage()));
    }
  }
}
