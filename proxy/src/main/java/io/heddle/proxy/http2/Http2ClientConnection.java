package io.heddle.proxy.http2;

import static io.netty.handler.codec.http2.Http2CodecUtil.getEmbeddedHttp2Exception;

import io.heddle.proxy.http.BatchedFlush;
import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.memory.Collector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 connection to an upstream: exchanges side by side, up to what the upstream allows. */
final class Http2ClientConnection extends Http2ConnectionHandler
    implements ClientConnection, Collector {
  private static final int DEFAULT_WINDOW = 65_535;

  private final Channel channel;
  private final ClientConnection.Owner owner;
  private final Http2Limits limits;
  private final IntObjectHashMap<Http2ClientStream> streams = new IntObjectHashMap<>();
  private final List<Http2ClientStream> unflushed = new ArrayList<>();
  private final Flush flush;
  private final UnsentBytes unsent;
  private final String scheme;

  private @Nullable ChannelHandlerContext context;
  private boolean reusable = true;

  Http2ClientConnection(
      Http2ClientBuilder from,
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings) {
    super(decoder, encoder, settings);
    this.channel = from.channel();
    this.owner = from.owner();
    this.limits = from.limits();
    this.flush = new Flush(channel);
    this.unsent = new UnsentBytes(channel);
    this.scheme = channel.pipeline().get(SslHandler.class) == null ? "http" : "https";
  }

  private final class Flush extends BatchedFlush {
    Flush(Channel channel) {
      super(channel);
    }

    @Override
    protected void beforeFlush() {
      for (int i = 0; i < unflushed.size(); i++) {
        unflushed.get(i).onFlush();
      }
      unflushed.clear();
    }
  }

  Http2Limits limits() {
    return limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    super.handlerAdded(ctx);
    decoder()
        .flowController()
        .incrementWindowSize(
            connection().connectionStream(), limits.connectionWindow() - DEFAULT_WINDOW);
    flush.request();
  }

  @Override
  public ClientStream start(RequestHead head, HeadEdits edits, ResponseHandler handler) {
    int id = connection().local().incrementAndGetNextStreamId();
    boolean isWhole = head.bodyLength() == BodyLength.NONE || head.bodyLength() == 0;
    Http2ClientStream stream = new Http2ClientStream(this, id, handler, isWhole);
    streams.put(id, stream);
    unflushed.add(stream);
    var _ =
        encoder()
            .writeHeaders(
                context(),
                id,
                FieldTarget.request(head, edits, scheme),
                0,
                isWhole,
                context().newPromise());
    flush.request();
    return stream;
  }

  @Override
  public boolean isActive() {
    return reusable && channel.isActive();
  }

  @Override
  public boolean isIdle() {
    return streams.isEmpty();
  }

  @Override
  public int room() {
    if (!isActive() || !connection().local().canOpenStream()) {
      return 0;
    }
    return Math.max(0, limits.streams() - streams.size());
  }

  @Override
  public void closeWhenIdle() {
    reusable = false;
    if (streams.isEmpty()) {
      var _ = channel.close();
    }
  }

  void writeData(int id, ByteBuf part, boolean isEnd) {
    int bytes = part.readableBytes();
    unsent.add(bytes, encoder().writeData(context(), id, part, 0, isEnd, context().newPromise()));
    flush.request();
  }

  @Override
  public int collectedBytes() {
    return actualReadableBytes() + unsent.waiting();
  }

  void finish(int id, Http2Headers trailers) {
    if (trailers.isEmpty()) {
      writeData(id, Unpooled.EMPTY_BUFFER, true);
    } else {
      var _ = encoder().writeHeaders(context(), id, trailers, 0, true, context().newPromise());
      flush.request();
    }
  }

  void reset(int id, Http2Error error) {
    var _ = resetStream(context(), id, error.code(), context().newPromise());
    flush.request();
  }

  void consume(int id, int bytes) {
    Http2Stream stream = connection().stream(id);
    if (stream == null) {
      return;
    }
    try {
      if (decoder().flowController().consumeBytes(stream, bytes)) {
        flush.request();
      }
    } catch (Http2Exception e) {
      onError(context(), true, e);
    }
  }

  boolean isWritable(int id) {
    Http2Stream stream = connection().stream(id);
    return stream != null && encoder().flowController().isWritable(stream);
  }

  @Nullable Http2ClientStream of(int id) {
    return streams.get(id);
  }

  /** A response has come to its end; a request that has not is not wanted any more. */
  void onResponseEnd(Http2ClientStream stream) {
    if (!stream.requestDone()) {
      reset(stream.id(), Http2Error.NO_ERROR);
    }
  }

  void onMalformed(int id, String detail) {
    Http2ClientStream stream = streams.get(id);
    if (stream != null) {
      stream.cut(Failure.BAD_RESPONSE, detail);
      reset(id, Http2Error.PROTOCOL_ERROR);
    }
  }

  void onReset(int id, long code) {
    Http2ClientStream stream = streams.get(id);
    if (stream == null) {
      return;
    }
    String detail = "reset: " + Http2Error.valueOf(code);
    if (code == Http2Error.REFUSED_STREAM.code()) {
      stream.refused(detail);
    } else if (code == Http2ServerStream.BROKEN.code()) {
      stream.cut(Failure.UPSTREAM_CUT, detail);
    } else {
      stream.reset(code, detail);
    }
  }

  /** The upstream takes no more; what comes after the last that it names it has not looked at. */
  void onGoAway(int lastStream) {
    reusable = false;
    for (Http2ClientStream stream : List.copyOf(streams.values())) {
      if (stream.id() > lastStream) {
        stream.refused("goaway: the last stream is " + lastStream);
      }
    }
  }

  void onStreamClosed(int id) {
    Http2ClientStream stream = streams.remove(id);
    if (stream == null) {
      return;
    }
    unflushed.remove(stream);
    stream.cut(Failure.UPSTREAM_CUT, "upstream ended the stream");
    if (reusable && channel.isActive()) {
      owner.onReusable(this);
    } else if (streams.isEmpty()) {
      var _ = channel.close();
    }
  }

  private ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("connection: not in a pipeline (expected: added)");
    }
    return context;
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
    reusable = false;
    for (Http2ClientStream stream : List.copyOf(streams.values())) {
      stream.cut(Failure.UPSTREAM_CUT, "upstream closed the connection");
    }
    owner.onClosed(this);
    super.channelInactive(ctx);
  }
}
