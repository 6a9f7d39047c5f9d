package io.heddle.proxy.http1;

import io.heddle.proxy.http.ForwardedHead;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.ResponseHead;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Frames responses anew: one statement of where the body ends, made here. */
final class ResponseWriter {
  private ResponseWriter() {}

  /** How a body is framed on the connection. */
  enum Body {
    NONE,
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE,
    /** The connection has changed its protocol: bytes as they come, up to its end. */
    TUNNEL
  }

  static Body bodyOf(ResponseHead head, String method, HttpVersion version) {
    int status = head.status();
    if (head.switchesProtocols()) {
      return Body.TUNNEL;
    }
    if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return Body.NONE;
    }
    if (head.bodyLength() >= 0) {
      return Body.LENGTH;
    }
    return HttpVersion.HTTP_1_1.equals(version) ? Body.CHUNKED : Body.UNTIL_CLOSE;
  }

  static HttpResponse head(ResponseHead head, HeadEdits edits, Body body) {
    HeaderTarget target = new HeaderTarget();
    ForwardedHead.copy(head, edits, target);
    HttpHeaders headers = target.headers();
    long length = head.bodyLength();
    switch (body) {
      case CHUNKED -> headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      case LENGTH -> headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
      case NONE -> {
        // What GET would have had (RFC 9110 section 8.6); 1xx and 204 never say a length.
        if (length >= 0 && head.status() >= 200 && head.status() != 204) {
          headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
      }
      case UNTIL_CLOSE, TUNNEL -> {}
    }
    return new DefaultHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()), headers);
  }
}
