package io.heddle.proxy.xds;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/** An HTTP/2 connection that gRPC calls are made on; confined to its event loop. */
final class GrpcConnection {
  static final int MAX_MESSAGE_BYTES = 16 << 20;
  private static final int STREAM_WINDOW_BYTES = 1 << 20;
  private static final int CONNECTION_WINDOW_BYTES = 4 << 20;
  private static final int DEFAULT_WINDOW_BYTES = 65_535;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final String authority;
  private final Security security;
  private final KeepAlive.Times keepAlive;
  private final Listener listener;
  private final Channel channel;
  private boolean closed;

  private GrpcConnection(Target target, Security security, Listener listener) {
    this.authority = target.address().getHostString() + ":" + target.address().getPort();
    this.security = security;
    this.keepAlive = target.keepAlive();
    this.listener = listener;
    this.channel =
        new Bootstrap()
            .group(target.transport().loop())
            .channel(target.transport().channelType())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            // Seconds; a host that is gone is noticed whatever the protocol above asks.
            .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), 10)
            .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), 5)
            .option(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), 3)
            .handler(new Initializer())
            .connect(resolved(target.address()))
            .addListener(connected -> {
              if (!connected.isSuccess()) {
                fail(connected.cause());
              }
            })
            .channel();
    channel.closeFuture().addListener(_ -> onClosed());
  }

  /** Where to, by what, and how a peer that is gone is noticed. */
  record Target(InetSocketAddress address, NettyTransport transport, KeepAlive.Times keepAlive) {}

  /** How the connection is protected. */
  sealed interface Security {
    /** HTTP/2 is chosen by ALPN. */
    record Tls(SslContext context) implements Security {}

    /** HTTP/2 is known to be spoken there. */
    record Plaintext() implements Security {}

    default String scheme() {
      return switch (this) {
        case Tls _ -> "https";
        case Plaintext _ -> "http";
      };
    }
  }

  /** Told how the connection fares; on the event loop. */
  interface Listener {
    /** Calls can be made. */
    void onReady(GrpcConnection connection);

    /** Once, last. */
    void onClosed(Throwable cause);
  }

  /** Takes over the TLS context, and releases it when the connection is closed. */
  static GrpcConnection open(Target target, Security security, Listener listener) {
    return new GrpcConnection(target, security, listener);
  }

  /** A new address is looked up for each connection: names move. */
  private static InetSocketAddress resolved(InetSocketAddress address) {
    return new InetSocketAddress(address.getHostString(), address.getPort());
  }

  GrpcCall call(String path, Map<String, String> metadata, GrpcCall.Listener callListener) {
    GrpcCall call =
        new GrpcCall(
            new GrpcCall.Request(security.scheme(), authority, path, metadata),
            MAX_MESSAGE_BYTES,
            callListener);
    new Http2StreamChannelBootstrap(channel)
        .handler(call)
        .open()
        .addListener(opened -> {
          if (!opened.isSuccess()) {
            call.close(GrpcStatus.of(GrpcStatus.Code.UNAVAILABLE, "no stream: " + opened.cause()));
          }
        });
    return call;
  }

  void close() {
    var _ = channel.close();
  }

  private void fail(Throwable cause) {
    if (!closed) {
      closed = true;
      var _ = channel.close();
      listener.onClosed(cause);
    }
  }

  private void onClosed() {
    fail(new ClosedChannelException());
    if (security instanceof Security.Tls(var context)) {
      ReferenceCountUtil.release(context);
    }
  }

  private void speakHttp2(ChannelPipeline pipeline) {
    pipeline.addLast(
        Http2FrameCodecBuilder.forClient()
            .initialSettings(
                new Http2Settings().initialWindowSize(STREAM_WINDOW_BYTES).pushEnabled(false))
            .build(),
        new Http2MultiplexHandler(new NoServerStreams()),
        new KeepAlive(keepAlive),
        new Events());
    Object window =
        new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW_BYTES - DEFAULT_WINDOW_BYTES);
    var _ = pipeline.channel().writeAndFlush(window);
    listener.onReady(this);
  }

  /** Builds the pipeline: HTTP/2, behind TLS where there is any. */
  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel newChannel) {
      switch (security) {
        case Security.Tls(var context) -> handshake(newChannel, context);
        case Security.Plaintext() -> newChannel.pipeline().addLast(new Connected());
      }
    }

    private void handshake(Channel newChannel, SslContext tls) {
      SslHandler handler = tls.newHandler(newChannel.alloc());
      handler.setHandshakeTimeoutMillis(CONNECT_TIMEOUT.toMillis());
      // The channel is closed before its handlers hear of a failure: ask the handshake itself.
      handler
          .handshakeFuture()
          .addListener(handshake -> {
            if (!handshake.isSuccess()) {
              fail(handshake.cause());
            }
          });
      newChannel.pipeline().addLast(handler, new Negotiation());
    }
  }

  /** Waits for the connection. */
  private final class Connected extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.pipeline().remove(this);
      speakHttp2(ctx.pipeline());
    }
  }

  /** Waits for the handshake. */
  private final class Negotiation extends ApplicationProtocolNegotiationHandler {
    Negotiation() {
      super("none");
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
      if (!protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        fail(new IllegalStateException("ALPN: " + protocol + " (expected: h2)"));
        return;
      }
      speakHttp2(ctx.pipeline());
    }

    /** Told by the handshake's future already. */
    @Override
    protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {}

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fail(cause);
    }
  }

  /** Ends the connection on what makes it useless. */
  private final class Events extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http2GoAwayFrame goAway) {
        String text = goAway.content().toString(StandardCharsets.UTF_8);
        fail(new IllegalStateException("GOAWAY " + goAway.errorCode() + " " + text));
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      fail(cause);
    }
  }

  /** A client is sent no streams: push is off. */
  private static final class NoServerStreams extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      var _ = ctx.close();
    }
  }
}
