package io.heddle.proxy.config;

import com.google.re2j.Pattern;

/** How the origin of a script is matched, as the browser writes it. */
public sealed interface OriginMatch {
  record Exact(String origin) implements OriginMatch {}

  record Prefix(String prefix) implements OriginMatch {}

  record Suffix(String suffix) implements OriginMatch {}

  /** The whole origin, RE2 syntax. */
  record Regex(Pattern pattern) implements OriginMatch {}
}
