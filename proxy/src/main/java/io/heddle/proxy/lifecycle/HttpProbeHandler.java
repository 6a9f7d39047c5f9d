package io.heddle.proxy.lifecycle;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;

/** Sends one GET and judges the head of its response. */
final class HttpProbeHandler extends SimpleChannelInboundHandler<HttpObject> {
  private final String path;
  private final int port;
  private final OneOutcome outcome;

  HttpProbeHandler(String path, int port, OneOutcome outcome) {
    this.path = path;
    this.port = port;
    this.outcome = outcome;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    request
        .headers()
        .set(HttpHeaderNames.HOST, "localhost:" + port)
        .set(HttpHeaderNames.USER_AGENT, "heddle-health")
        .set(HttpHeaderNames.CONNECTION, "close");
    var _ = ctx.writeAndFlush(request);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (!message.decoderResult().isSuccess()) {
      outcome.give(ctx.channel(), new ProbeOutcome.Failed("GET " + path + ": no HTTP response"));
    } else if (message instanceof HttpResponse response) {
      int status = response.status().code();
      outcome.give(
          ctx.channel(),
          status >= 200 && status < 400
              ? new ProbeOutcome.Passed()
              : new ProbeOutcome.Failed("GET " + path + ": " + status + " (expected: 200-399)"));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    outcome.give(ctx.channel(), new ProbeOutcome.Failed("GET " + path + ": closed unanswered"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    outcome.give(ctx.channel(), new ProbeOutcome.Failed("GET " + path + ": " + cause));
  }
}
