package io.heddle.proxy.cluster;

/** Which methods may be repeated without harm (RFC 9110 section 9.2.2). */
final class Idempotence {
  private Idempotence() {}

  static boolean isIdempotent(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }
}
