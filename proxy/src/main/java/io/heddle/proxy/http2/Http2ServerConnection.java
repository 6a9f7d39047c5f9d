package io.heddle.proxy.http2;

import static io.netty.handler.codec.http2.Http2CodecUtil.getEmbeddedHttp2Exception;

import io.heddle.proxy.http.BatchedFlush;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.LongLived;
import io.heddle.proxy.http.MadeResponse;
import io.heddle.proxy.http.head.HeadFault;
import io.heddle.proxy.memory.Collector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2Connection.PropertyKey;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An accepted HTTP/2 connection: its streams are exchanges, side by side. */
final class Http2ServerConnection extends Http2ConnectionHandler implements Collector, LongLived {
  private static final int DEFAULT_WINDOW = 65_535;

  /** How long a mesh client has to close a connection whose end was announced. */
  private static final Duration ANNOUNCED = Duration.ofSeconds(5);

  private final Channel channel;
  private final DownstreamConnection facts;
  private final HttpService service;
  private final Http2Limits limits;
  private final Deadlines deadlines;
  private final FrameRules rules;
  private final Flush flush;
  private final List<Http2ServerStream> unsentHeads = new ArrayList<>();
  private final PropertyKey key;
  private final UnsentBytes unsent;
  private final Farewell farewell;
  private final Idle idle = new Idle();
  private final SlowHead slowHead = new SlowHead();

  private @Nullable ChannelHandlerContext context;
  private FrameGuard.FieldBlock head = FrameGuard.FieldBlock.WHOLE;

  Http2ServerConnection(
      Http2ServerBuilder from,
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings) {
    super(decoder, encoder, settings);
    this.channel = from.channel();
    this.facts = from.facts();
    this.service = from.service();
    this.limits = from.limits();
    this.deadlines = from.deadlines();
    this.rules = from.rules();
    this.flush = new Flush(channel);
    this.unsent = new UnsentBytes(channel);
    this.farewell = new Farewell(this, deadlines);
    this.key = decoder.connection().newKey();
  }

  /** Is what is written the stream's last? */
  enum End {
    YES,
    NO
  }

  private final class Flush extends BatchedFlush {
    Flush(Channel channel) {
      super(channel);
    }

    @Override
    protected void beforeFlush() {
      for (int i = 0; i < unsentHeads.size(); i++) {
        unsentHeads.get(i).sendHead();
      }
      unsentHeads.clear();
    }
  }

  private final class Idle extends Deadlines.Deadline {
    @Override
    protected void onExpired() {
      if (connection().numActiveStreams() == 0) {
        var _ = channel.close();
      }
    }
  }

  private final class SlowHead extends Deadlines.Deadline {
    @Override
    protected void onExpired() {
      fail(
          new FrameRules.Violation(
              Http2Error.ENHANCE_YOUR_CALM,
              "request head: not whole after " + limits.times().head()));
    }
  }

  @Override
  public void moveOn() {
    List<Http2ServerStream> exchanges = new ArrayList<>();
    try {
      connection()
          .forEachActiveStream(stream -> {
            Http2ServerStream exchange = of(stream);
            return exchange == null || exchanges.add(exchange);
          });
    } catch (Http2Exception impossible) {
      throw new IllegalStateException(impossible);
    }
    exchanges.forEach(Http2ServerStream::moveOn);
  }

  DownstreamConnection facts() {
    return facts;
  }

  Channel channel() {
    return channel;
  }

  Http2Limits limits() {
    return limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    super.handlerAdded(ctx);
    widenWindow();
    deadlines.add(idle);
    deadlines.add(slowHead);
    deadlines.add(farewell);
    restartIdle();
  }

  /** The connection's window is not a setting: it is widened by credit (RFC 9113 section 6.9.2). */
  private void widenWindow() throws Http2Exception {
    decoder()
        .flowController()
        .incrementWindowSize(
            connection().connectionStream(), limits.connectionWindow() - DEFAULT_WINDOW);
    flush.request();
  }

  private void restartIdle() {
    idle.expireAt(after(limits.times().idle()));
  }

  private long after(Duration limit) {
    return limit.isZero() ? Deadlines.NEVER : deadlines.now() + limit.toNanos();
  }

  /** Some bytes have come. */
  void onRead(FrameGuard.FieldBlock now) {
    if (now != head) {
      head = now;
      slowHead.expireAt(
          now == FrameGuard.FieldBlock.OPEN ? after(limits.times().head()) : Deadlines.NEVER);
    }
  }

  @Override
  public int collectedBytes() {
    return actualReadableBytes() + rules.openHeadBytes() + unsent.waiting();
  }

  void touch(Http2ServerStream stream) {
    stream.expireAt(after(limits.times().streamIdle()));
  }

  @Nullable Http2ServerStream of(Http2Stream stream) {
    return stream.getProperty(key);
  }

  /** Ends the connection for what its peer did. */
  void fail(FrameRules.Violation violation) {
    onError(
        context(), false, Http2Exception.connectionError(violation.error(), violation.detail()));
    flush.request();
  }

  void onRequest(Http2Stream stream, Http2Headers fields, Http2RequestHead.Extent extent) {
    Http2RequestHead head;
    try {
      head = Http2RequestHead.read(fields, extent, limits.maxFields());
    } catch (MalformedException e) {
      service.onInvalidRequest(facts, Failure.BAD_REQUEST, String.valueOf(e.getMessage()));
      reset(stream, Http2Error.PROTOCOL_ERROR);
      return;
    } catch (HeadFault e) {
      refuse(stream, e.failure(), String.valueOf(e.getMessage()));
      return;
    }
    Http2ServerStream exchange = new Http2ServerStream(this, stream, head);
    stream.setProperty(key, exchange);
    deadlines.add(exchange);
    touch(exchange);
    idle.expireAt(Deadlines.NEVER);
    exchange.handledBy(service.onRequest(exchange));
  }

  /** A head that must not be forwarded is answered; the rest of its request is not wanted. */
  private void refuse(Http2Stream stream, Failure failure, String detail) {
    service.onInvalidRequest(facts, failure, detail);
    MadeResponse made = MadeResponse.of(failure, failure.status(), detail);
    var _ = writeHead(stream, FieldTarget.response(made, new HeadEdits()), End.NO);
    writeData(stream, Unpooled.wrappedBuffer(made.bytes()), End.YES)
        .addListener(sent -> refuseRest(stream));
  }

  /** After a whole response the rest of a request is not wanted (RFC 9113 section 8.1). */
  private void refuseRest(Http2Stream stream) {
    if (stream.state().remoteSideOpen()) {
      reset(stream, Http2Error.NO_ERROR);
    }
  }

  void onStreamClosed(Http2Stream stream) {
    Http2ServerStream exchange = stream.removeProperty(key);
    if (exchange != null) {
      deadlines.remove(exchange);
      exchange.onClosed();
    }
    if (connection().numActiveStreams() == 0) {
      restartIdle();
      if (farewell.isHeard()) {
        closeAnnounced();
      }
    }
  }

  /** Only its client closes a mesh connection, so that "closed" means that it has read all. */
  private void closeAnnounced() {
    if (facts.isMesh()) {
      idle.expireAt(after(ANNOUNCED));
    } else {
      var _ = channel.close();
    }
  }

  void consume(Http2Stream stream, int bytes) {
    try {
      if (decoder().flowController().consumeBytes(stream, bytes)) {
        flush.request();
      }
    } catch (Http2Exception e) {
      onError(context(), true, e);
    }
  }

  void headWaits(Http2ServerStream stream) {
    unsentHeads.add(stream);
    flush.request();
  }

  ChannelFuture writeHead(Http2Stream stream, Http2Headers fields, End end) {
    flush.request();
    return encoder()
        .writeHeaders(context(), stream.id(), fields, 0, end == End.YES, context().newPromise());
  }

  ChannelFuture writeData(Http2Stream stream, ByteBuf part, End end) {
    rules.onSent();
    flush.request();
    int bytes = part.readableBytes();
    ChannelFuture written =
        encoder()
            .writeData(context(), stream.id(), part, 0, end == End.YES, context().newPromise());
    unsent.add(bytes, written);
    return written;
  }

  /**
   * Ends the response; a request that still comes is told that nobody wants the rest.
   *
   * @param last trailers, or a head that is all of it; may be empty
   */
  void finish(Http2ServerStream exchange, Http2Stream stream, Http2Headers last) {
    ChannelFuture sent =
        last.isEmpty()
            ? writeData(stream, Unpooled.EMPTY_BUFFER, End.YES)
            : writeHead(stream, last, End.YES);
    if (!exchange.requestDone()) {
      sent.addListener(done -> refuseRest(stream));
    }
  }

  void reset(Http2Stream stream, Http2Error error) {
    reset(stream, error.code());
  }

  void reset(Http2Stream stream, long code) {
    var _ = resetStream(context(), stream.id(), code, context().newPromise());
    flush.request();
  }

  boolean isWritable(Http2Stream stream) {
    return encoder().flowController().isWritable(stream);
  }

  void announceClose() {
    farewell.announce();
  }

  void ping(long data) {
    var _ = encoder().writePing(context(), false, data, context().newPromise());
    flush.request();
  }

  /** The peer knows that no stream begins any more; those that are open come to their end. */
  void onFarewellHeard() {
    goAway(connection().remote().lastStreamCreated());
    if (connection().numActiveStreams() == 0) {
      closeAnnounced();
    }
  }

  void onPingAnswered(long data) {
    farewell.onPingAnswered(data);
  }

  void goAway(int lastStream) {
    var _ =
        goAway(
            context(),
            lastStream,
            Http2Error.NO_ERROR.code(),
            Unpooled.EMPTY_BUFFER,
            context().newPromise());
    flush.request();
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("connection: not in a pipeline (expected: added)");
    }
    return context;
  }

  /** A client that was held may have ended its side before anybody served it. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      var _ = ctx.close();
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (getEmbeddedHttp2Exception(cause) == null) {
      var _ = ctx.close();
    } else {
      super.exceptionCaught(ctx, cause);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    deadlines.remove(idle);
    deadlines.remove(slowHead);
    deadlines.remove(farewell);
    super.channelInactive(ctx);
  }
}
