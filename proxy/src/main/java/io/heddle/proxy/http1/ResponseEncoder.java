package io.heddle.proxy.http1;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's encoder, told which responses answer HEAD and so have no body. */
final class ResponseEncoder extends HttpResponseEncoder {
  private final Http1ServerConnection connection;

  ResponseEncoder(Http1ServerConnection connection) {
    this.connection = connection;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return connection.isAnswering(HttpMethod.HEAD) || super.isContentAlwaysEmpty(response);
  }
}
