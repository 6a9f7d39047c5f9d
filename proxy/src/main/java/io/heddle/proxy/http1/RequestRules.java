package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.HeadFault;
import io.heddle.proxy.http.head.RequestTarget;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** What a request's head must say beyond being well-formed (RFC 9112 sections 3 and 6). */
final class RequestRules {
  private RequestRules() {}

  static NettyRequestHead read(HttpRequest request) throws HeadFault {
    if (request.decoderResult().isFailure()) {
      throw new HeadFault(
          Failure.BAD_REQUEST, String.valueOf(request.decoderResult().cause().getMessage()));
    }
    HttpHeaders headers = request.headers();
    String method = request.method().name();
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    boolean old = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
    if (hosts.size() > 1 || (hosts.isEmpty() && !old)) {
      throw new HeadFault(Failure.BAD_REQUEST, "host: " + hosts.size() + " fields (expected: 1)");
    }
    String host = hosts.isEmpty() ? null : hosts.getFirst();
    RequestTarget target = RequestTarget.read(method, request.uri(), host);
    if (host == null || !host.equals(target.authority())) {
      headers.set(HttpHeaderNames.HOST, target.authority());
    }
    long bodyLength = Framing.of(request);
    String expect = headers.get(HttpHeaderNames.EXPECT);
    if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
      throw new HeadFault(Failure.EXPECTATION_REFUSED, "expect: unknown (expected: 100-continue)");
    }
    String upgrade = Upgrade.asked(request, bodyLength);
    return new NettyRequestHead(headers, method, target, bodyLength, upgrade);
  }
}
