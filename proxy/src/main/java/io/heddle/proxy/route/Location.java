package io.heddle.proxy.route;

import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.RequestHead;

/**
 * The URI that a redirect sends a client to, made as Envoy's router makes it.
 *
 * <ul>
 *   <li>Scheme: the redirect's; else the request's, which is {@code x-forwarded-proto} where that
 *       is {@code http} or {@code https}, else the connection's.
 *   <li>Host: the redirect's, as it is; else the request's authority. From that the port goes when
 *       the redirect names one, and when the scheme changes and the port was the default of the one
 *       before.
 *   <li>Port: the redirect's, whether it is the scheme's default or not; else none is added.
 *   <li>Path: the request's, rewritten as {@link PathRewriter} says. The query is kept, unless the
 *       redirect strips it; where the redirect's path brings one, that counts and is not stripped.
 * </ul>
 */
final class Location {
  private Location() {}

  static String of(
      RouteAction.Redirect redirect,
      PathMatch match,
      RequestHead request,
      String connectionScheme) {
    String before = schemeOf(request, connectionScheme);
    String scheme = redirect.scheme().isEmpty() ? before : redirect.scheme();
    String port = redirect.port() == 0 ? "" : ":" + redirect.port();
    return scheme
        + "://"
        + hostOf(redirect, request.authority(), before, scheme)
        + port
        + targetOf(redirect, match, request.target());
  }

  private static String schemeOf(RequestHead request, String connectionScheme) {
    String forwarded = request.header("x-forwarded-proto");
    if (forwarded != null && forwarded.equalsIgnoreCase("https")) {
      return "https";
    }
    return forwarded != null && forwarded.equalsIgnoreCase("http") ? "http" : connectionScheme;
  }

  private static String hostOf(
      RouteAction.Redirect redirect, String authority, String before, String scheme) {
    if (!redirect.host().isEmpty()) {
      return redirect.host();
    }
    int port = portOf(authority);
    if (port < 0) {
      return authority;
    }
    boolean wasDefault =
        !scheme.equals(before)
            && authority.substring(port).equals(before.equals("https") ? ":443" : ":80");
    return wasDefault || redirect.port() != 0 ? authority.substring(0, port) : authority;
  }

  /** Where the colon before the port is; -1 when there is no port. */
  private static int portOf(String authority) {
    if (!authority.startsWith("[")) {
      return authority.lastIndexOf(':');
    }
    int afterAddress = authority.indexOf(']') + 1;
    return authority.startsWith(":", afterAddress) ? afterAddress : -1;
  }

  private static String targetOf(RouteAction.Redirect redirect, PathMatch match, String requested) {
    String path = requested.startsWith("/") ? requested : "/";
    String target = PathRewriter.rewrite(redirect.path(), match, path);
    boolean bringsQuery =
        redirect.path() instanceof PathRewrite.Whole(var whole) && whole.indexOf('?') >= 0;
    int query = target.indexOf('?');
    return redirect.stripQuery() && !bringsQuery && query >= 0
        ? target.substring(0, query)
        : target;
  }
}
