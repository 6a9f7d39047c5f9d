package io.heddle.proxy.http;

import io.netty.util.AsciiString;
import java.util.Locale;

/** Which fields belong to a connection, which to the mesh, and which pass. */
public final class HeaderRules {
  /** Names that begin so are the mesh's own: never taken from or shown to an application. */
  private static final String PRIVATE = "x-heddle-";

  private HeaderRules() {}

  static boolean sameName(CharSequence one, CharSequence other) {
    return AsciiString.contentEqualsIgnoreCase(one, other);
  }

  public static boolean isPrivate(CharSequence name) {
    return name.length() > PRIVATE.length()
        && AsciiString.regionMatches(name, true, 0, PRIVATE, 0, PRIVATE.length());
  }

  /** Of one connection, or of how a message is framed on it (RFC 9110 section 7.6.1). */
  public static boolean isConnectionSpecific(CharSequence name) {
    return switch (name.length()) {
      case 2 -> sameName(name, "te");
      case 7 -> sameName(name, "upgrade");
      case 10 -> sameName(name, "connection") || sameName(name, "keep-alive");
      case 14 -> sameName(name, "content-length") || sameName(name, "http2-settings");
      case 16 -> sameName(name, "proxy-connection");
      case 17 -> sameName(name, "transfer-encoding");
      default -> false;
    };
  }

  /**
   * May a {@code Connection} field make a proxy drop this one? Not what frames a message or says
   * who sent it: a client must not be able to strip those.
   */
  static boolean isDroppable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "host",
          "content-length",
          "transfer-encoding",
          "authorization",
          "cookie",
          "forwarded",
          "x-real-ip",
          "x-request-id",
          "traceparent",
          "tracestate" ->
          false;
      default -> !lower.startsWith("x-forwarded-") && !lower.startsWith(PRIVATE);
    };
  }

  /** May it follow a body (RFC 9110 section 6.5.1)? Not what frames, routes or authorises. */
  public static boolean isTrailer(CharSequence name) {
    if (isConnectionSpecific(name) || isPrivate(name)) {
      return false;
    }
    return switch (AsciiString.of(name).toLowerCase().toString()) {
      case "host",
          "trailer",
          "authorization",
          "proxy-authorization",
          "set-cookie",
          "cookie",
          "content-encoding",
          "content-type",
          "content-range",
          "expect",
          "max-forwards",
          "cache-control",
          "range",
          "date",
          "location",
          "age",
          "vary",
          "proxy-status" ->
          false;
      default -> true;
    };
  }
}
