package io.heddle.proxy.config;

import com.google.re2j.Pattern;

/** How a path, without its query, is matched. */
public sealed interface PathMatch {
  record Exact(String path) implements PathMatch {}

  /**
   * {@code /} matches every path; {@code /a} matches {@code /a} and {@code /a/b} but not {@code
   * /ab}.
   */
  record Prefix(String prefix) implements PathMatch {}

  /** The whole path, RE2 syntax. */
  record Regex(Pattern pattern) implements PathMatch {}
}
