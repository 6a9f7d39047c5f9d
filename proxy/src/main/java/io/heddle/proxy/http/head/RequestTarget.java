package io.heddle.proxy.http.head;

import io.heddle.proxy.http.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a request wants to go: the authority and the origin form of its target. */
public record RequestTarget(String authority, String pathAndQuery) {

  /**
   * Reads a target beside the {@code Host} field; null when there is none. An absolute target's
   * authority replaces the field (RFC 9112 section 3.2.2).
   */
  public static RequestTarget read(String method, String target, @Nullable String host)
      throws HeadFault {
    String authority = host == null ? "" : host;
    Authority.check(authority);
    if (method.equals("CONNECT")) {
      throw new HeadFault(Failure.METHOD_REFUSED, "method: CONNECT (expected: any other)");
    }
    if (target.charAt(0) == '/') {
      DotSegments.check(target);
      return new RequestTarget(authority, target);
    }
    if (target.equals("*") && method.equals("OPTIONS")) {
      return new RequestTarget(authority, target);
    }
    return absolute(method, target);
  }

  /** Reads {@code :path} beside an authority (RFC 9113 section 8.3.1), which has one form only. */
  public static RequestTarget ofPath(String method, String path, String authority)
      throws HeadFault {
    if (!path.startsWith("/") && !(path.equals("*") && method.equals("OPTIONS"))) {
      throw new HeadFault(Failure.BAD_REQUEST, "path: does not begin with a slash");
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c > 0x7f || !Characters.isTarget((byte) c)) {
        throw new HeadFault(Failure.BAD_REQUEST, "path: character " + (int) c);
      }
    }
    return read(method, path, authority);
  }

  private static RequestTarget absolute(String method, String target) throws HeadFault {
    int afterScheme = schemeLength(target);
    int end = afterScheme;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    String authority = target.substring(afterScheme, end);
    if (authority.isEmpty()) {
      throw new HeadFault(Failure.BAD_REQUEST, "target: no authority");
    }
    Authority.check(authority);
    String rest = target.substring(end);
    if (rest.isEmpty()) {
      return new RequestTarget(authority, method.equals("OPTIONS") ? "*" : "/");
    }
    String origin = rest.charAt(0) == '?' ? "/" + rest : rest;
    DotSegments.check(origin);
    return new RequestTarget(authority, origin);
  }

  private static int schemeLength(String target) throws HeadFault {
    String lower =
        target
            .substring(0, Math.min(target.length(), "https://".length()))
            .toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://")) {
      return "http://".length();
    }
    if (lower.startsWith("https://")) {
      return "https://".length();
    }
    throw new HeadFault(Failure.BAD_REQUEST, "target: neither a path nor an http URI");
  }
}
