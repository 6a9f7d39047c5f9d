package io.heddle.proxy.http1;

import io.heddle.proxy.http.ResponseHead;
import io.netty.handler.codec.http.HttpResponse;

/** A valid response head over Netty's. */
final class NettyResponseHead extends NettyHead implements ResponseHead {
  private final int status;
  private final long bodyLength;

  NettyResponseHead(HttpResponse response, long bodyLength) {
    super(response.headers());
    this.status = response.status().code();
    this.bodyLength = bodyLength;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bodyLength() {
    return bodyLength;
  }
}
