package io.heddle.controlplane.model;

/** What the value of a header or a query parameter must be. */
public sealed interface ValueMatch {
  /** What it is compared with, as it is written. */
  String text();

  record Exact(String text) implements ValueMatch {}

  /** The whole value, RE2 syntax. */
  record Regex(String text) implements ValueMatch {}
}
