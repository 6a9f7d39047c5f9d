package io.heddle.proxy.route;

import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of the rules that do not get a request why they do not. */
public final class NearMisses {
  /** Nobody reads more. */
  static final int MAX = 20;

  private static final String TOO_LATE = "matches, too, but comes later";

  private NearMisses() {}

  /**
   * In the order of the rules: all that are looked at before one matches, and of the others those
   * that would match.
   */
  public static List<NearMiss> of(VirtualHost host, RequestHead request) {
    List<NearMiss> misses = new ArrayList<>();
    boolean taken = false;
    for (int i = 0; i < host.routes().size() && misses.size() < MAX; i++) {
      Route route = host.routes().get(i);
      int unmet = RouteMatcher.firstUnmet(route.match(), request);
      boolean matches = unmet == RouteMatcher.ALL_MET;
      if (matches && taken) {
        misses.add(new NearMiss(i, route.name(), TOO_LATE));
      } else if (!matches && !taken) {
        misses.add(new NearMiss(i, route.name(), why(route.match(), unmet, request)));
      }
      taken |= matches;
    }
    return misses;
  }

  private static String why(RouteMatch match, int unmet, RequestHead request) {
    if (unmet == RouteMatcher.PATH) {
      return "path: " + request.path() + " (expected: " + expected(match.path()) + ")";
    }
    int index = unmet - 1;
    if (index < match.headers().size()) {
      HeaderMatch header = match.headers().get(index);
      String what = header.name().equals(":method") ? "method" : "header " + header.name();
      return why(what, RouteMatcher.valueOf(header, request), header.value());
    }
    QueryMatch query = match.query().get(index - match.headers().size());
    return why(
        "query parameter " + query.name(), RouteMatcher.valueOf(query, request), query.value());
  }

  private static String why(String what, @Nullable String found, ValueMatch expected) {
    return what
        + ": "
        + (found == null ? "none" : found)
        + " (expected: "
        + switch (expected) {
          case ValueMatch.Exact(var value) -> value;
          case ValueMatch.Regex(var pattern) -> "regular expression " + pattern.pattern();
        }
        + ")";
  }

  private static String expected(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact(var path) -> path;
      case PathMatch.Prefix(var prefix) -> "prefix " + prefix;
      case PathMatch.Regex(var pattern) -> "regular expression " + pattern.pattern();
    };
  }
}
