package io.heddle.proxy.route;

import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** Does a request fit a route's conditions? */
final class RouteMatcher {
  private RouteMatcher() {}

  static boolean matches(RouteMatch match, RequestHead request) {
    if (!path(match.path(), request.path())) {
      return false;
    }
    for (HeaderMatch header : match.headers()) {
      if (!header(header, request)) {
        return false;
      }
    }
    for (QueryMatch query : match.query()) {
      if (!value(query.value(), Query.first(request.target(), query.name()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean path(PathMatch match, String path) {
    return switch (match) {
      case PathMatch.Exact(var exact) -> path.equals(exact);
      case PathMatch.Prefix(var prefix) -> prefix(prefix, path);
      case PathMatch.Regex(var pattern) -> pattern.matcher(path).matches();
    };
  }

  /** By whole segments: {@code /a} is a prefix of {@code /a/b}, not of {@code /ab}. */
  private static boolean prefix(String prefix, String path) {
    int length = prefix.endsWith("/") ? prefix.length() - 1 : prefix.length();
    return path.startsWith(prefix.substring(0, length))
        && (path.length() == length || path.charAt(length) == '/');
  }

  private static boolean header(HeaderMatch match, RequestHead request) {
    if (match.name().equals(":method")) {
      return value(match.value(), request.method());
    }
    return value(match.value(), request.header(match.name()));
  }

  private static boolean value(ValueMatch match, @Nullable String value) {
    if (value == null) {
      return false;
    }
    return switch (match) {
      case ValueMatch.Exact(var exact) -> value.equals(exact);
      case ValueMatch.Regex(var pattern) -> pattern.matcher(value).matches();
    };
  }
}
