package io.heddle.proxy.http1;

import io.heddle.proxy.http.BatchedFlush;
import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientConnection;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.ForwardedHead;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHandler.Progress;
import io.heddle.proxy.http.head.HeadFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP/1 connection to an upstream: one exchange at a time, reused when nothing is in doubt. */
final class Http1ClientConnection extends ChannelDuplexHandler implements ClientConnection {
  private static final int MAX_DISCARDED_BYTES = 64 * 1024;

  private final Channel channel;
  private final ClientConnection.Owner owner;
  private final Flush flush;

  private @Nullable Http1ClientStream current;
  private Progress progress = Progress.NOTHING_WRITTEN;
  private long remainingBytes = BodyLength.UNKNOWN;
  private String upgrade = "";
  private boolean informational;
  private boolean reusable = true;

  Http1ClientConnection(Channel channel, ClientConnection.Owner owner) {
    this.channel = channel;
    this.owner = owner;
    this.flush = new Flush(channel);
  }

  private final class Flush extends BatchedFlush {
    Flush(Channel channel) {
      super(channel);
    }

    @Override
    protected void beforeFlush() {
      if (current != null && progress == Progress.NOTHING_WRITTEN) {
        progress = Progress.WRITTEN;
      }
    }
  }

  Channel channel() {
    return channel;
  }

  boolean isBusy() {
    return current != null;
  }

  boolean isAnsweringHead() {
    return current != null && current.method().equals("HEAD");
  }

  @Override
  public boolean isActive() {
    return channel.isActive() && reusable;
  }

  @Override
  public boolean isIdle() {
    return current == null;
  }

  @Override
  public int room() {
    return isActive() && current == null ? 1 : 0;
  }

  @Override
  public ClientStream start(RequestHead head, HeadEdits edits, ResponseHandler handler) {
    HeaderTarget target = new HeaderTarget();
    ForwardedHead.copy(head, edits, target);
    var framing = frame(head.bodyLength(), target.headers());
    upgrade = head.upgrade();
    if (!upgrade.isEmpty()) {
      Upgrade.announce(target.headers(), upgrade);
    }
    var stream = new Http1ClientStream(this, head.method(), framing, handler);
    current = stream;
    progress = Progress.NOTHING_WRITTEN;
    informational = false;
    remainingBytes = BodyLength.UNKNOWN;
    write(
        new DefaultHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(head.method()),
            head.target(),
            target.headers()));
    return stream;
  }

  private static Http1ClientStream.BodyFraming frame(long bodyLength, HttpHeaders headers) {
    if (bodyLength >= 0) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(bodyLength));
      return Http1ClientStream.BodyFraming.LENGTH;
    }
    if (bodyLength == BodyLength.UNKNOWN) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      return Http1ClientStream.BodyFraming.CHUNKED;
    }
    return Http1ClientStream.BodyFraming.NONE;
  }

  void write(Object message) {
    var _ = channel.write(message, channel.voidPromise());
    flush.request();
  }

  @Override
  public void closeWhenIdle() {
    reusable = false;
    if (current == null) {
      var _ = channel.close();
    }
  }

  /**
   * The rest of a short response to a whole request is read for nothing, to keep the connection.
   */
  void onCancelled(Http1ClientStream stream) {
    if (stream.requestDone() && remainingBytes >= 0 && remainingBytes <= MAX_DISCARDED_BYTES) {
      channel.config().setAutoRead(true);
      var _ = channel.eventLoop().schedule(() -> closeIfStill(stream), 1, TimeUnit.SECONDS);
    } else {
      boolean wasTunnel = stream.isTunnel();
      stream.end();
      current = null;
      if (wasTunnel) {
        closeAfterFlush();
      } else {
        close();
      }
    }
  }

  private void closeIfStill(Http1ClientStream discarded) {
    if (current != null && current.equals(discarded)) {
      close();
    }
  }

  private void close() {
    reusable = false;
    var _ = channel.close();
  }

  /** Bytes that no request asked for: whatever they are, the connection cannot be trusted. */
  void onUnexpectedBytes() {
    close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case HttpResponse response -> onResponse(response);
      case HttpContent content -> onContent(content);
      case InvalidHead(var _, var detail) -> broken(detail);
      case ByteBuf part -> onTunnelled(part);
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void onResponse(HttpResponse response) {
    Http1ClientStream stream = current;
    if (stream == null) {
      return;
    }
    try {
      NettyResponseHead head = ResponseRules.read(response, stream.method());
      if (head.switchesProtocols()) {
        onSwitched(stream, response, head);
        return;
      }
      informational = head.isInformational();
      progress = Progress.ANSWERED;
      ResponseHandler handler = stream.handler();
      if (informational) {
        if (handler != null) {
          handler.onInformational(head);
        }
        return;
      }
      reusable &=
          HttpUtil.isKeepAlive(response) && !ResponseRules.endsByClose(head, stream.method());
      remainingBytes = head.bodyLength();
      if (handler != null) {
        handler.onResponse(head);
      }
    } catch (HeadFault e) {
      broken(String.valueOf(e.getMessage()));
    }
  }

  private void onSwitched(Http1ClientStream stream, HttpResponse response, NettyResponseHead head)
      throws HeadFault {
    if (!Upgrade.isAgreedTo(response, upgrade) || !stream.requestDone()) {
      throw new HeadFault(Failure.BAD_RESPONSE, "status: 101 (expected: none was asked for)");
    }
    progress = Progress.ANSWERED;
    reusable = false;
    stream.switched();
    ResponseHandler handler = stream.handler();
    if (handler == null) {
      close();
      return;
    }
    channel.pipeline().remove(HttpRequestEncoder.class);
    handler.onResponse(head);
    // What the decoder holds already comes from it now, as bytes.
    channel.pipeline().remove(StrictResponseDecoder.class);
  }

  /** Bytes of another protocol. */
  private void onTunnelled(ByteBuf part) {
    Http1ClientStream stream = current;
    ResponseHandler handler = stream == null ? null : stream.handler();
    if (handler == null) {
      part.release();
    } else {
      handler.onResponseData(part);
    }
  }

  /** A bare FIN, on TLS too: close_notify would end both directions in BoringSSL's engine. */
  void endOutput() {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(done -> {
          if (channel instanceof DuplexChannel duplex) {
            var _ = duplex.shutdownOutput();
          }
        });
  }

  private void onTunnelEnd() {
    Http1ClientStream stream = current;
    if (stream == null || !stream.isTunnel()) {
      return;
    }
    current = null;
    ResponseHandler handler = stream.handler();
    stream.end();
    closeAfterFlush();
    if (handler != null) {
      handler.onResponseEnd(HeadView.EMPTY);
    }
  }

  private void closeAfterFlush() {
    reusable = false;
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      onTunnelEnd();
    }
    ctx.fireUserEventTriggered(event);
  }

  private void onContent(HttpContent content) {
    Http1ClientStream stream = current;
    ResponseHandler handler = stream == null ? null : stream.handler();
    if (stream == null
        || stream.isTunnel()
        || (informational && content instanceof LastHttpContent)) {
      content.release();
      return;
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      broken("body: " + content.decoderResult().cause().getMessage());
      return;
    }
    if (handler != null && content.content().isReadable()) {
      handler.onResponseData(content.content());
    } else {
      content.release();
    }
    if (content instanceof LastHttpContent last && current == stream) {
      onResponseEnd(stream, last);
    }
  }

  private void onResponseEnd(Http1ClientStream stream, LastHttpContent last) {
    ResponseHandler handler = stream.handler();
    boolean requestDone = stream.requestDone();
    stream.end();
    current = null;
    if (!requestDone || !reusable) {
      close();
    } else {
      channel.config().setAutoRead(true);
      owner.onReusable(this);
    }
    if (handler != null) {
      handler.onResponseEnd(
          last.trailingHeaders().isEmpty()
              ? HeadView.EMPTY
              : new NettyHead(last.trailingHeaders()));
    }
  }

  private void broken(String detail) {
    cut(Failure.BAD_RESPONSE, detail);
    close();
  }

  private void cut(Failure failure, String detail) {
    Http1ClientStream stream = current;
    if (stream == null) {
      return;
    }
    current = null;
    ResponseHandler handler = stream.handler();
    stream.end();
    if (handler != null) {
      handler.onResponseCut(progress, failure, detail);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Http1ClientStream stream = current;
    if (channel.isWritable() && stream != null && stream.handler() != null) {
      stream.handler().onRequestWritable();
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    reusable = false;
    onTunnelEnd();
    cut(Failure.UPSTREAM_CUT, "upstream closed the connection");
    owner.onClosed(this);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (current != null && current.isTunnel()) {
      cut(Failure.UPSTREAM_CUT, String.valueOf(cause.getMessage()));
    }
    close();
  }
}
