package io.heddle.proxy.admin;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one GET and closes. */
final class AdminHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

  private final Pages pages;
  private boolean answered;

  AdminHandler(Pages pages) {
    this.pages = pages;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (answered || !(message instanceof HttpRequest request)) {
      return;
    }
    answered = true;
    answer(ctx, page(request));
  }

  private Page page(HttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return new Page(400, "text/plain", "no HTTP request\n");
    }
    if (!request.method().equals(HttpMethod.GET)) {
      return new Page(405, "text/plain", request.method() + " (expected: GET)\n");
    }
    int query = request.uri().indexOf('?');
    return made(query < 0 ? request.uri() : request.uri().substring(0, query));
  }

  private Page made(String path) {
    try {
      return pages.get(path);
    } catch (RuntimeException e) {
      LOG.error("admin page {} cannot be made", path, e);
      return new Page(500, "text/plain", path + ": cannot be made: " + e + "\n");
    }
  }

  private static void answer(ChannelHandlerContext ctx, Page page) {
    var body = ByteBufUtil.writeUtf8(ctx.alloc(), page.body());
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(page.status()), body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, page.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CONNECTION, "close");
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
