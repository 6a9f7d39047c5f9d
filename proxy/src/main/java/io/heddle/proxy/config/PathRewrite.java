package io.heddle.proxy.config;

import com.google.re2j.Pattern;

/** What becomes of a request's path. */
public sealed interface PathRewrite {
  /** It stays as it is. */
  record Keep() implements PathRewrite {}

  /** The part that the route matched is replaced: a prefix, else the whole path. */
  record Matched(String replacement) implements PathRewrite {}

  /** All of it is replaced; one that brings a query replaces that of the request, too. */
  record Whole(String path) implements PathRewrite {}

  /** Every match in it is replaced, RE2 syntax. */
  record Regex(Pattern pattern, Substitution substitution) implements PathRewrite {
    public Regex {
      int groups = pattern.matcher("").groupCount();
      if (substitution.highestGroup() > groups) {
        throw new IllegalArgumentException(
            "substitution: " + substitution.text() + " (expected: groups up to " + groups + ")");
      }
    }
  }
}
