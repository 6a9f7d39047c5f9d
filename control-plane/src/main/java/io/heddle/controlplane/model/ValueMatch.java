package io.heddle.controlplane.model;

/** What the value of a header or a query parameter must be. */
public sealed interface ValueMatch {
  record Exact(String value) implements ValueMatch {}

  /** The whole value, RE2 syntax. */
  record Regex(String pattern) implements ValueMatch {}
}
