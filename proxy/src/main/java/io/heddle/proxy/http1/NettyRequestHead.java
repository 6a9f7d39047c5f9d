package io.heddle.proxy.http1;

import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.head.RequestTarget;
import io.netty.handler.codec.http.HttpHeaders;

/** A valid request head over Netty's. */
final class NettyRequestHead extends NettyHead implements RequestHead {
  private final String method;
  private final RequestTarget target;
  private final long bodyLength;
  private final String upgrade;

  NettyRequestHead(
      HttpHeaders headers, String method, RequestTarget target, long bodyLength, String upgrade) {
    super(headers);
    this.method = method;
    this.target = target;
    this.bodyLength = bodyLength;
    this.upgrade = upgrade;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String target() {
    return target.pathAndQuery();
  }

  @Override
  public String authority() {
    return target.authority();
  }

  @Override
  public long bodyLength() {
    return bodyLength;
  }

  @Override
  public String upgrade() {
    return upgrade;
  }
}
