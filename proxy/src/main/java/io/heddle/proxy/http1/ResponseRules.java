package io.heddle.proxy.http1;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.HeadFault;
import io.netty.handler.codec.http.HttpResponse;

/** What a response's head must say beyond being well-formed (RFC 9112 section 6). */
final class ResponseRules {
  private ResponseRules() {}

  static NettyResponseHead read(HttpResponse response, String method) throws HeadFault {
    if (response.decoderResult().isFailure()) {
      throw new HeadFault(
          Failure.BAD_RESPONSE, String.valueOf(response.decoderResult().cause().getMessage()));
    }
    int status = response.status().code();
    if (isBodiless(status, method)) {
      // Its framing fields describe another response; they must be readable, no more.
      return new NettyResponseHead(response, lengthOrNone(response));
    }
    return new NettyResponseHead(response, Framing.of(response));
  }

  private static long lengthOrNone(HttpResponse response) throws HeadFault {
    long length = Framing.of(response);
    return length >= 0 ? length : BodyLength.NONE;
  }

  static boolean endsByClose(NettyResponseHead head, String method) {
    return head.bodyLength() == BodyLength.NONE && !isBodiless(head.status(), method);
  }

  private static boolean isBodiless(int status, String method) {
    return status < 200 || status == 204 || status == 304 || method.equals("HEAD");
  }
}
