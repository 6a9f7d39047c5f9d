package io.heddle.proxy.route;

import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** Does a request fit a route's conditions? */
final class RouteMatcher {
  /** Every condition holds. */
  static final int ALL_MET = -1;

  /** The first condition; the headers follow, then the query parameters. */
  static final int PATH = 0;

  private RouteMatcher() {}

  static boolean matches(RouteMatch match, RequestHead request) {
    return firstUnmet(match, request) == ALL_MET;
  }

  /** Which condition is the first that does not hold. */
  static int firstUnmet(RouteMatch match, RequestHead request) {
    if (!path(match.path(), request.path())) {
      return PATH;
    }
    int condition = PATH;
    for (HeaderMatch header : match.headers()) {
      condition++;
      if (!header(header, request)) {
        return condition;
      }
    }
    for (QueryMatch query : match.query()) {
      condition++;
      if (!value(query.value(), valueOf(query, request))) {
        return condition;
      }
    }
    return ALL_MET;
  }

  static @Nullable String valueOf(HeaderMatch match, RequestHead request) {
    return match.name().equals(":method") ? request.method() : request.header(match.name());
  }

  static @Nullable String valueOf(QueryMatch match, RequestHead request) {
    return Query.first(request.target(), match.name());
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

  /** As with Envoy, one of several fields of that name is enough. */
  private static boolean header(HeaderMatch match, RequestHead request) {
    String joined = valueOf(match, request);
    if (joined == null || joined.indexOf(',') < 0) {
      return value(match.value(), joined);
    }
    AnyField any = new AnyField(match);
    request.forEachField(any);
    return any.found;
  }

  /** Looks at each field of a name on its own. */
  private static final class AnyField implements HeadView.FieldVisitor {
    private final HeaderMatch match;
    private boolean found;

    AnyField(HeaderMatch match) {
      this.match = match;
    }

    @Override
    public void field(CharSequence name, CharSequence value) {
      if (match.name().equalsIgnoreCase(name.toString())) {
        found |= value(match.value(), value.toString());
      }
    }
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
