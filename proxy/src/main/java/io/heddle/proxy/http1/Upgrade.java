package io.heddle.proxy.http1;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.head.Characters;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/**
 * The change to another protocol on an HTTP/1.1 connection (RFC 9110 section 7.8). A request that
 * asks for it in a way that is not passed on is a request without it, as the section allows.
 */
final class Upgrade {
  private Upgrade() {}

  /**
   * The protocol that a request asks for, which has no body; empty: none, or one of those that are
   * of HTTP itself or of this hop.
   */
  static String asked(HttpMessage request, long bodyLength) {
    HttpHeaders headers = request.headers();
    if ((bodyLength != BodyLength.NONE && bodyLength != 0)
        || !HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
      return "";
    }
    String protocol = only(headers);
    return isOfThisHop(protocol) ? "" : protocol;
  }

  /** Does a response agree to the protocol that was asked for? */
  static boolean isAgreedTo(HttpMessage response, String asked) {
    return !asked.isEmpty() && only(response.headers()).equalsIgnoreCase(asked);
  }

  /** Says in a head that the connection changes, or should. */
  static void announce(HttpHeaders headers, String protocol) {
    headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    headers.set(HttpHeaderNames.UPGRADE, protocol);
  }

  /** Empty when it is not one name, perhaps with a version. */
  private static String only(HttpHeaders headers) {
    List<String> all = headers.getAll(HttpHeaderNames.UPGRADE);
    if (all.size() != 1 || all.getFirst().isEmpty()) {
      return "";
    }
    String protocol = all.getFirst();
    int slashes = 0;
    for (int i = 0; i < protocol.length(); i++) {
      char next = protocol.charAt(i);
      if (next == '/') {
        slashes++;
      } else if (next > 0x7f || !Characters.isToken((byte) next)) {
        return "";
      }
    }
    return slashes > 1 ? "" : protocol;
  }

  private static boolean isOfThisHop(String protocol) {
    return protocol.equalsIgnoreCase("h2c")
        || protocol.regionMatches(true, 0, "HTTP/", 0, 5)
        || protocol.regionMatches(true, 0, "TLS/", 0, 4);
  }
}
