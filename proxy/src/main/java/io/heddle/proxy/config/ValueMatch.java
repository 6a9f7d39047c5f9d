package io.heddle.proxy.config;

import com.google.re2j.Pattern;

/** How a header's or a query parameter's value is matched. */
public sealed interface ValueMatch {
  record Exact(String value) implements ValueMatch {}

  /** The whole value, RE2 syntax. */
  record Regex(Pattern pattern) implements ValueMatch {}
}
