package io.heddle.proxy.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import io.heddle.proxy.http.HttpService;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server's connection and Netty's client without a socket between them; time is moved by hand.
 */
final class Http2Pair implements AutoCloseable {
  static final Http2Limits LIMITS =
      new Http2Limits(
          60 * 1024,
          100,
          100,
          64 * 1024,
          1 << 20,
          new Http2Limits.Times(
              Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMinutes(5)));

  private final EmbeddedChannel server = new EmbeddedChannel();
  private final Http2ConnectionHandler codec =
      new Http2ConnectionHandlerBuilder()
          .server(false)
          .validateHeaders(false)
          .frameListener(new Received())
          .build();
  private final EmbeddedChannel client;
  private final List<String> received = new ArrayList<>();
  private int streams = 1;
  private long nanos = 1;

  Http2Pair(HttpService service) {
    server.freezeTime();
    server.pipeline().addLast(new Actions());
    var facts =
        new DownstreamConnection(
            Direction.OUTBOUND, Kind.PLAINTEXT, "", "catalog:80", new InetSocketAddress(1), 80);
    Http2Server.attach(
        server, facts, service, LIMITS, new Deadlines(server.eventLoop(), () -> nanos));
    client = new EmbeddedChannel(codec);
    exchange();
  }

  /** Writes down what comes. */
  private final class Received extends Http2EventAdapter {
    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx,
        int streamId,
        Http2Headers headers,
        int padding,
        boolean endOfStream) {
      received.add(streamId + text(headers) + end(endOfStream));
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx,
        int streamId,
        Http2Headers headers,
        int streamDependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean endOfStream) {
      onHeadersRead(ctx, streamId, headers, padding, endOfStream);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean endOfStream) {
      received.add(streamId + " " + data.toString(ISO_8859_1) + end(endOfStream));
      return data.readableBytes() + padding;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) {
      received.add(streamId + " reset " + Http2Error.valueOf(errorCode));
    }

    @Override
    public void onGoAwayRead(
        ChannelHandlerContext ctx, int lastStreamId, long errorCode, ByteBuf debugData) {
      String last = lastStreamId == Integer.MAX_VALUE ? "any" : Integer.toString(lastStreamId);
      received.add("goaway " + last + " " + Http2Error.valueOf(errorCode));
    }
  }

  private static String end(boolean isEnd) {
    return isEnd ? " end" : "";
  }

  private static String text(Http2Headers headers) {
    StringBuilder text = new StringBuilder();
    headers.forEach(
        field -> text.append(' ').append(field.getKey()).append('=').append(field.getValue()));
    return text.toString();
  }

  /** The next stream, not begun yet. */
  int stream() {
    streams += 2;
    return streams;
  }

  /** {@code :method=GET} and so on. */
  void head(int stream, boolean isEnd, String... fields) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    for (String field : fields) {
      int equals = field.indexOf('=');
      headers.add(field.substring(0, equals), field.substring(equals + 1));
    }
    var _ = codec.encoder().writeHeaders(context(), stream, headers, 0, isEnd, client.newPromise());
    exchange();
  }

  void data(int stream, String text, boolean isEnd) {
    ByteBuf part = Unpooled.copiedBuffer(text, ISO_8859_1);
    var _ = codec.encoder().writeData(context(), stream, part, 0, isEnd, client.newPromise());
    exchange();
  }

  void reset(int stream) {
    var _ = codec.resetStream(context(), stream, Http2Error.CANCEL.code(), client.newPromise());
    exchange();
  }

  private ChannelHandlerContext context() {
    return client.pipeline().context(codec);
  }

  /** Carries bytes until neither side has any. */
  void exchange() {
    Wire.exchange(client, server);
    client.checkException();
    server.checkException();
  }

  /** As on an event loop: tasks wait for the end of the action. */
  void onServer(Runnable action) {
    server.writeInbound(action);
    exchange();
  }

  /** An embedded channel runs tasks after each of its operations, but within an inbound one. */
  private static final class Actions extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Runnable action) {
        action.run();
      } else {
        ctx.fireChannelRead(message);
      }
    }
  }

  /** As a client that Netty's is not. */
  void bytes(int... bytes) {
    ByteBuf part = Unpooled.buffer();
    for (int octet : bytes) {
      part.writeByte(octet);
    }
    server.writeInbound(part);
    exchange();
  }

  /** As of a connection that may be half open. */
  void endInput() {
    server.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    exchange();
  }

  void passTime(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= Deadlines.TICK_MILLIS) {
      nanos += TimeUnit.MILLISECONDS.toNanos(Deadlines.TICK_MILLIS);
      server.advanceTimeBy(Deadlines.TICK_MILLIS, TimeUnit.MILLISECONDS);
      server.runScheduledPendingTasks();
    }
    exchange();
  }

  /** Every frame so far, but those of the connection's beginning. */
  List<String> received() {
    exchange();
    return List.copyOf(received);
  }

  String all() {
    return received().stream().collect(Collectors.joining("\n"));
  }

  /** Beside what the channel counts itself. */
  int heldByServer() {
    return server.pipeline().get(Http2ServerConnection.class).collectedBytes();
  }

  boolean isOpen() {
    return server.isOpen();
  }

  @Override
  public void close() {
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }
}
