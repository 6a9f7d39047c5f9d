package io.heddle.proxy.xds;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A bidirectional gRPC call over one HTTP/2 stream. Messages are handed on as they are read, so
 * HTTP/2 flow control holds the server back while the listener works.
 */
final class GrpcCall extends SimpleChannelInboundHandler<Http2StreamFrame> {
  /** Written and not yet taken by the server. */
  static final int MAX_UNSENT_BYTES = 8 << 20;

  private final Http2Headers request;
  private final int maxMessageBytes;
  private final Listener listener;
  private final Queue<byte[]> beforeOpen = new ArrayDeque<>();
  private @Nullable Channel channel;
  private @Nullable GrpcFraming framing;
  private long unsentBytes;
  private boolean closed;

  GrpcCall(Request request, int maxMessageBytes, Listener listener) {
    this.request = headers(request);
    this.maxMessageBytes = maxMessageBytes;
    this.listener = listener;
  }

  /** What is called. */
  record Request(String scheme, String authority, String path, Map<String, String> metadata) {}

  /** Told what the server sends; on the event loop. */
  interface Listener {
    void onMessage(byte[] message) throws DecodeException;

    /** Once, last. */
    void onClosed(GrpcStatus status);
  }

  private static Http2Headers headers(Request request) {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .method("POST")
            .scheme(request.scheme())
            .authority(request.authority())
            .path(request.path())
            .set("content-type", "application/grpc")
            .set("te", "trailers")
            .set("user-agent", "heddle-proxy");
    request.metadata().forEach(headers::set);
    return headers;
  }

  void send(byte[] message) {
    Channel stream = channel;
    if (closed) {
      return;
    }
    if (stream == null) {
      beforeOpen.add(message);
      return;
    }
    unsentBytes += message.length;
    if (unsentBytes > MAX_UNSENT_BYTES) {
      close(
          GrpcStatus.of(
              GrpcStatus.Code.RESOURCE_EXHAUSTED,
              unsentBytes + " bytes not taken (expected: at most " + MAX_UNSENT_BYTES + ")"));
      return;
    }
    stream
        .writeAndFlush(new DefaultHttp2DataFrame(GrpcFraming.frame(stream.alloc(), message)))
        .addListener(_ -> unsentBytes -= message.length);
  }

  /** Ends the call from here; the listener is told so. */
  void close(GrpcStatus status) {
    if (closed) {
      return;
    }
    closed = true;
    if (channel != null) {
      // Sends RST_STREAM unless both sides have ended the stream.
      var _ = channel.close();
    }
    listener.onClosed(status);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (closed) {
      // The stream came too late: nobody will ever close this call again.
      var _ = ctx.close();
      return;
    }
    channel = ctx.channel();
    framing = new GrpcFraming(maxMessageBytes);
    ctx.writeAndFlush(new DefaultHttp2HeadersFrame(request))
        .addListener(sent -> {
          if (!sent.isSuccess()) {
            close(GrpcStatus.of(GrpcStatus.Code.UNAVAILABLE, "not sent: " + sent.cause()));
          }
        });
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Http2StreamFrame frame) {
    switch (frame) {
      case Http2HeadersFrame headers -> onHeaders(headers);
      case Http2DataFrame data -> onData(data);
      case Http2ResetFrame reset -> onReset(reset);
      default -> {}
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Http2ResetFrame reset) {
      onReset(reset);
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    close(GrpcStatus.of(GrpcStatus.Code.UNAVAILABLE, "the connection was closed"));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    close(GrpcStatus.of(GrpcStatus.Code.UNAVAILABLE, "the stream is gone"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close(GrpcStatus.of(GrpcStatus.Code.UNAVAILABLE, "stream failed: " + cause));
  }

  private void onReset(Http2ResetFrame reset) {
    close(
        GrpcStatus.of(
            GrpcStatus.Code.UNAVAILABLE, "the server reset the stream: " + reset.errorCode()));
  }

  private void onHeaders(Http2HeadersFrame frame) {
    Http2Headers headers = frame.headers();
    CharSequence status = headers.status();
    if (status != null && !status.toString().equals("200")) {
      close(GrpcStatus.ofHttp(status.toString()));
    } else if (frame.isEndStream()) {
      close(trailers(headers));
    }
  }

  private void onData(Http2DataFrame data) {
    GrpcFraming messages = framing;
    if (closed || messages == null) {
      return;
    }
    messages.add(data.content());
    try {
      for (Optional<byte[]> next = messages.next();
          next.isPresent();
          next = closed ? Optional.empty() : messages.next()) {
        listener.onMessage(next.get());
      }
    } catch (DecodeException e) {
      close(GrpcStatus.of(GrpcStatus.Code.INTERNAL, String.valueOf(e.getMessage())));
    }
    if (data.isEndStream()) {
      close(GrpcStatus.of(GrpcStatus.Code.INTERNAL, "no trailers (expected: grpc-status)"));
    }
  }

  private static GrpcStatus trailers(Http2Headers headers) {
    CharSequence number = headers.get("grpc-status");
    CharSequence message = headers.get("grpc-message");
    return GrpcStatus.of(
        number == null ? GrpcStatus.Code.UNKNOWN : GrpcStatus.Code.ofNumber(number.toString()),
        message == null ? "" : percentDecoded(message.toString()));
  }

  private static String percentDecoded(String message) {
    try {
      return URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not encoded as it should be: better as it came than not at all.
      return message;
    }
  }
}
