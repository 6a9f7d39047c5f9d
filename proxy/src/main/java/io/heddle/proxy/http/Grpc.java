package io.heddle.proxy.http;

import io.heddle.proxy.config.HeaderEdits.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the mesh speaks to gRPC's clients when it ends a call itself: with a status in trailers (gRPC
 * over HTTP/2, "Responses"), for they look at nothing else.
 */
public final class Grpc {
  private static final String CONTENT_TYPE = "application/grpc";
  private static final int UNKNOWN = 2;
  private static final int DEADLINE_EXCEEDED = 4;
  private static final int PERMISSION_DENIED = 7;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;
  private static final int INTERNAL = 13;
  private static final int UNAVAILABLE = 14;
  private static final int UNAUTHENTICATED = 16;

  private Grpc() {}

  /** Whether a request is a call: grpc-web, which has trailers of its own, is none. */
  public static boolean isCall(RequestHead request) {
    String type = request.header("content-type");
    return type != null
        && type.regionMatches(true, 0, CONTENT_TYPE, 0, CONTENT_TYPE.length())
        && (type.length() == CONTENT_TYPE.length()
            || type.charAt(CONTENT_TYPE.length()) == '+'
            || type.charAt(CONTENT_TYPE.length()) == ';');
  }

  /** Whether a response says already how its call ended. */
  static boolean isAnswer(ResponseHead head) {
    return head.header("grpc-status") != null;
  }

  /** The same response as the end of a call; a redirect is no end and stays as it is. */
  static MadeResponse answer(MadeResponse made) {
    if (made.status() >= 300 && made.status() < 400) {
      return made;
    }
    return new MadeResponse(200, fields(made), "");
  }

  private static List<Header> fields(MadeResponse made) {
    String proxyStatus = made.header(MadeResponse.PROXY_STATUS);
    Header status = status(made.status(), proxyStatus);
    Header type = new Header("content-type", CONTENT_TYPE);
    if (proxyStatus == null) {
      return List.of(type, status);
    }
    Header message = message(made.body().isBlank() ? proxyStatus : made.body().strip());
    return List.of(type, status, message, new Header(MadeResponse.PROXY_STATUS, proxyStatus));
  }

  /** The end of a call whose response has begun. */
  static HeadView trailers(Failure failure, String detail) {
    return MadeResponse.trailers(
        List.of(
            status(failure.status(), failure.proxyStatus(detail)),
            message(failure.flag() + ": " + detail)));
  }

  private static Header status(int httpStatus, @Nullable String proxyStatus) {
    return new Header("grpc-status", Integer.toString(code(httpStatus, proxyStatus)));
  }

  /** As gRPC's own clients map them; and a time that is over is the deadline. */
  private static int code(int httpStatus, @Nullable String proxyStatus) {
    return switch (httpStatus) {
      case 400 -> INTERNAL;
      case 401 -> UNAUTHENTICATED;
      case 403 -> PERMISSION_DENIED;
      case 404 -> UNIMPLEMENTED;
      case 431 -> RESOURCE_EXHAUSTED;
      case 429, 502, 503 -> UNAVAILABLE;
      case 504 -> MadeResponse.saysTimeout(proxyStatus) ? DEADLINE_EXCEEDED : UNAVAILABLE;
      default -> UNKNOWN;
    };
  }

  /** Percent-encoded ("Percent-Byte-Unencoded" stays as it is). */
  private static Header message(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet <= '~' && octet != '%') {
        encoded.append((char) octet);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
      }
    }
    return new Header("grpc-message", encoded.toString());
  }
}
