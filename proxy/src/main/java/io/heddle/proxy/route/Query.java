package io.heddle.proxy.route;

import org.jspecify.annotations.Nullable;

/** The parameters of a target's query, compared as they came. */
final class Query {
  private Query() {}

  /** The first value of a parameter; empty when it has none; null when it is not there. */
  static @Nullable String first(String target, String name) {
    int start = target.indexOf('?');
    while (start >= 0) {
      int from = start + 1;
      int end = target.indexOf('&', from);
      int to = end < 0 ? target.length() : end;
      int equals = target.indexOf('=', from);
      int nameEnd = equals < 0 || equals > to ? to : equals;
      if (nameEnd - from == name.length() && target.startsWith(name, from)) {
        return nameEnd == to ? "" : target.substring(nameEnd + 1, to);
      }
      start = end;
    }
    return null;
  }
}
