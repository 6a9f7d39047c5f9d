package io.heddle.proxy.http.head;

import io.heddle.proxy.http.Failure;
import io.netty.util.NetUtil;

/** The form of {@code host [":" port]}; user information is refused. */
final class Authority {
  private static final int MAX_LENGTH = 255 + ":65535".length();
  private static final String IN_NAMES = "-._~%!$&'()*+,;=";

  private Authority() {}

  /** Empty is allowed: a target URI without authority has an empty Host field. */
  static void check(String authority) throws HeadFault {
    if (authority.isEmpty()) {
      return;
    }
    if (authority.length() > MAX_LENGTH) {
      throw bad("longer than " + MAX_LENGTH);
    }
    int hostEnd = authority.charAt(0) == '[' ? bracketed(authority) : named(authority);
    if (hostEnd == authority.length()) {
      return;
    }
    port(authority, hostEnd);
  }

  private static int bracketed(String authority) throws HeadFault {
    int close = authority.indexOf(']');
    if (close < 0 || !NetUtil.isValidIpV6Address(authority.substring(1, close))) {
      throw bad("not an IPv6 address");
    }
    return close + 1;
  }

  private static int named(String authority) throws HeadFault {
    int at = 0;
    while (at < authority.length() && authority.charAt(at) != ':') {
      char c = authority.charAt(at);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !Characters.isDigit(c) && IN_NAMES.indexOf(c) < 0) {
        throw bad("contains character " + (int) c);
      }
      at++;
    }
    if (at == 0) {
      throw bad("no name before the port");
    }
    return at;
  }

  private static void port(String authority, int hostEnd) throws HeadFault {
    int digits = authority.length() - hostEnd - 1;
    if (authority.charAt(hostEnd) != ':' || digits < 1 || digits > 5) {
      throw bad("no port after the name");
    }
    int port = 0;
    for (int at = hostEnd + 1; at < authority.length(); at++) {
      if (!Characters.isDigit(authority.charAt(at))) {
        throw bad("port is not a number");
      }
      port = port * 10 + authority.charAt(at) - '0';
    }
    if (port < 1 || port > 65_535) {
      throw bad("port " + port);
    }
  }

  private static HeadFault bad(String what) {
    return new HeadFault(Failure.BAD_REQUEST, "host: " + what + " (expected: host or host:port)");
  }
}
