package io.heddle.proxy.http1;

import io.heddle.proxy.http.BatchedFlush;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.MadeResponse;
import io.heddle.proxy.http.head.HeadFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An accepted HTTP/1 connection: one exchange after the other, each ended before the next begins.
 */
final class Http1ServerConnection extends ChannelDuplexHandler {
  private final DownstreamConnection facts;
  private final HttpService service;
  private final ServerSettings settings;
  private final Deadlines deadlines;
  private final Channel channel;
  private final BatchedFlush flush;
  private final Timer timer = new Timer();

  private Phase phase = Phase.FIRST_HEAD;
  private @Nullable Http1ServerStream current;
  private @Nullable ChannelHandlerContext decoderContext;
  private boolean pipelined;
  private int discardedBytes;

  Http1ServerConnection(
      Channel channel,
      DownstreamConnection facts,
      HttpService service,
      ServerSettings settings,
      Deadlines deadlines) {
    this.channel = channel;
    this.facts = facts;
    this.service = service;
    this.settings = settings;
    this.deadlines = deadlines;
    this.flush = new BatchedFlush(channel);
  }

  /** What the connection is waiting for. */
  private enum Phase {
    FIRST_HEAD,
    HEAD,
    IDLE,
    EXCHANGE,
    /** The response has gone; the rest of the request is read for nothing. */
    DISCARDING,
    /** The connection has changed its protocol: its bytes go both ways as they are. */
    TUNNEL,
    /** Nothing more is read as HTTP; waiting for the client to close. */
    CLOSING
  }

  private final class Timer extends Deadlines.Deadline {
    @Override
    protected void onExpired() {
      onTimeout();
    }
  }

  DownstreamConnection facts() {
    return facts;
  }

  Channel channel() {
    return channel;
  }

  void decodedBy(ChannelHandlerContext context) {
    decoderContext = context;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadlines.add(timer);
    enter(Phase.FIRST_HEAD, settings.firstHead());
  }

  private void enter(Phase next, Duration limit) {
    phase = next;
    timer.expireAt(limit.isZero() ? Deadlines.NEVER : deadlines.now() + limit.toNanos());
  }

  private void touch() {
    if (phase == Phase.TUNNEL) {
      timer.expireAt(deadlines.now() + ServerSettings.TUNNEL_IDLE.toNanos());
    } else if (phase == Phase.EXCHANGE && !settings.streamIdle().isZero()) {
      timer.expireAt(deadlines.now() + settings.streamIdle().toNanos());
    }
  }

  /** Does an exchange go on, so that the next head has to wait? */
  boolean isBusy() {
    return current != null;
  }

  boolean isClosing() {
    return phase == Phase.CLOSING;
  }

  boolean isAnswering(HttpMethod method) {
    return current != null && current.request().method().equals(method.name());
  }

  /** Bytes of a next request are here too early: no more are read until it is their turn. */
  void onPipelined() {
    if (!pipelined) {
      pipelined = true;
      channel.config().setAutoRead(false);
    }
  }

  /**
   * Is the rest of a head too much to wait for? A mesh client's is not: what is refused here has no
   * mark, and its request could not go elsewhere.
   */
  boolean mustNotWaitForHead() {
    return !facts.isMesh() && service.isFull();
  }

  void onHeadBegun() {
    enter(Phase.HEAD, settings.head());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case HttpRequest request -> onRequest(request);
      case HttpContent content -> onContent(content);
      case InvalidHead(var failure, var detail) -> refuse(failure, detail);
      case ByteBuf part -> onTunnelled(part);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void onRequest(HttpRequest request) {
    if (phase == Phase.CLOSING) {
      return;
    }
    NettyRequestHead head;
    try {
      head = RequestRules.read(request);
    } catch (HeadFault e) {
      refuse(e.failure(), String.valueOf(e.getMessage()));
      return;
    }
    var persistence =
        HttpUtil.isKeepAlive(request)
            ? Http1ServerStream.Persistence.KEEP_ALIVE
            : Http1ServerStream.Persistence.CLOSE;
    var stream = new Http1ServerStream(this, head, request.protocolVersion(), persistence);
    current = stream;
    enter(Phase.EXCHANGE, settings.streamIdle());
    stream.handledBy(service.onRequest(stream));
  }

  private void onContent(HttpContent content) {
    Http1ServerStream stream = current;
    if (phase == Phase.CLOSING || stream == null) {
      content.release();
      return;
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      stream.announceClose();
      stream.onCut(Failure.BAD_REQUEST, "body: " + content.decoderResult().cause().getMessage());
      linger();
      return;
    }
    touch();
    if (content.content().isReadable()) {
      stream.onData(content.content());
    } else {
      content.release();
    }
    if (content instanceof LastHttpContent last) {
      stream.onRequestEnd(
          last.trailingHeaders().isEmpty()
              ? HeadView.EMPTY
              : new NettyHead(last.trailingHeaders()));
      completeIfDone(stream);
    }
  }

  /** The head that says so has been written; what the decoder holds already comes as bytes. */
  void onSwitched() {
    enter(Phase.TUNNEL, ServerSettings.TUNNEL_IDLE);
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    decoderContext = null;
    pipelined = false;
    channel.pipeline().remove(ResponseEncoder.class);
    channel.pipeline().remove(StrictRequestDecoder.class);
    channel.config().setAutoRead(true);
  }

  private void onTunnelled(ByteBuf part) {
    Http1ServerStream stream = current;
    if (phase != Phase.TUNNEL || stream == null) {
      part.release();
    } else {
      touch();
      stream.onData(part);
    }
  }

  void onTunnelEnd() {
    current = null;
    linger();
  }

  void write(Object message) {
    touch();
    var _ = channel.write(message, channel.voidPromise());
    flush.request();
  }

  void pauseReading() {
    channel.config().setAutoRead(false);
  }

  void resumeReading() {
    if (!pipelined) {
      channel.config().setAutoRead(true);
    }
  }

  void onResponseDone(Http1ServerStream stream) {
    if (stream.requestDone()) {
      completeIfDone(stream);
    } else if (stream.closes() && stream.request().bodyLength() > 0) {
      endInput();
    } else {
      discardedBytes = 0;
      enter(Phase.DISCARDING, ServerSettings.LINGER);
      resumeReading();
    }
  }

  void onDiscarded(int bytes) {
    discardedBytes += bytes;
    if (discardedBytes > ServerSettings.MAX_DISCARDED_BYTES) {
      endInput();
    }
  }

  private void completeIfDone(Http1ServerStream stream) {
    if (phase == Phase.CLOSING || !stream.requestDone() || !stream.responseDone()) {
      return;
    }
    current = null;
    if (stream.closes()) {
      closeAnnounced();
      return;
    }
    enter(Phase.IDLE, settings.idle());
    if (pipelined) {
      pipelined = false;
      channel.eventLoop().execute(this::decodeHeld);
    }
    channel.config().setAutoRead(true);
  }

  /** Gives the decoder a turn on the bytes that it held back. */
  private void decodeHeld() {
    ChannelHandlerContext context = decoderContext;
    if (context != null && !context.isRemoved() && channel.isActive()) {
      try {
        ((StrictRequestDecoder) context.handler()).channelRead(context, Unpooled.EMPTY_BUFFER);
        ((StrictRequestDecoder) context.handler()).channelReadComplete(context);
      } catch (Exception e) {
        var _ = channel.close();
      }
    }
  }

  /** A head that must not be forwarded: says so and closes. */
  private void refuse(Failure failure, String detail) {
    service.onInvalidRequest(facts, failure, detail);
    MadeResponse made = MadeResponse.of(failure, failure.status(), detail);
    HttpResponse response = ResponseWriter.head(made, new HeadEdits(), ResponseWriter.Body.LENGTH);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    write(response);
    write(new DefaultHttpContent(Unpooled.wrappedBuffer(made.bytes())));
    write(LastHttpContent.EMPTY_LAST_CONTENT);
    linger();
  }

  /** No more is read of a request that was answered, on a connection that takes no other. */
  private void endInput() {
    if (facts.isMesh()) {
      resumeReading();
      closeAnnounced();
    } else {
      linger();
    }
  }

  /** Only its client closes a mesh connection, so that "closed" means that it has read all. */
  private void closeAnnounced() {
    if (facts.isMesh()) {
      enter(Phase.CLOSING, ServerSettings.ANNOUNCED);
    } else {
      enter(Phase.CLOSING, ServerSettings.LINGER);
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /**
   * Closes in two steps: unread bytes in a socket that is closed make the kernel reset it, and the
   * client could lose the response that it was just sent.
   */
  private void linger() {
    if (phase == Phase.CLOSING) {
      return;
    }
    enter(Phase.CLOSING, ServerSettings.LINGER);
    pipelined = false;
    channel.config().setAutoRead(true);
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(done -> {
          SslHandler tls = channel.pipeline().get(SslHandler.class);
          if (tls != null) {
            var _ = tls.closeOutbound();
          } else if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
          } else {
            var _ = channel.close();
          }
        });
  }

  void cut(Http1ServerStream stream) {
    if (stream.endsByClose()) {
      // Nothing else tells the client that the body is not whole.
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    phase = Phase.CLOSING;
    var _ = channel.close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable() && current != null) {
      current.onWritable();
    }
    ctx.fireChannelWritabilityChanged();
  }

  /** The client ended its output while nobody read: it gets its answer, and no other. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && phase == Phase.TUNNEL) {
      if (current != null && !current.requestDone()) {
        current.onRequestEnd(HeadView.EMPTY);
      }
    } else if (event instanceof ChannelInputShutdownEvent) {
      if (current == null) {
        var _ = channel.close();
      } else {
        current.announceClose();
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  private void onTimeout() {
    if (phase == Phase.TUNNEL && current != null) {
      current.onCut(Failure.DOWNSTREAM_CUT, "idle for " + ServerSettings.TUNNEL_IDLE);
    } else if (phase != Phase.EXCHANGE || current == null) {
      var _ = channel.close();
    } else if (current.requestDone()) {
      current.onCut(Failure.RESPONSE_TIMEOUT, "stream idle for " + settings.streamIdle());
    } else {
      current.announceClose();
      current.onCut(Failure.REQUEST_TIMEOUT, "stream idle for " + settings.streamIdle());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadlines.remove(timer);
    phase = Phase.CLOSING;
    Http1ServerStream stream = current;
    current = null;
    if (stream != null) {
      stream.onCut(Failure.DOWNSTREAM_CUT, "client closed the connection");
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = channel.close();
  }
}
