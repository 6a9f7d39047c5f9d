package io.heddle.controlplane.model;

import java.util.Optional;

/** What a path, without its query, must be. */
public sealed interface PathMatch {
  record Exact(String path) implements PathMatch {}

  /** Segment by segment; {@code /} is every path; no other ends with a slash. */
  record Prefix(String prefix) implements PathMatch {
    public Prefix {
      while (prefix.length() > 1 && prefix.endsWith("/")) {
        prefix = prefix.substring(0, prefix.length() - 1);
      }
    }

    public boolean isEverything() {
      return prefix.equals("/");
    }
  }

  /** The whole path, RE2 syntax. */
  record Regex(String pattern) implements PathMatch {}

  /** {@code /SERVICE/METHOD}, as gRPC calls have it; what is empty may be any. */
  record Rpc(Optional<ValueMatch> service, Optional<ValueMatch> method) implements PathMatch {}
}
