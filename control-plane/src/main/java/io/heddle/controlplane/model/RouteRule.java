package io.heddle.controlplane.model;

import java.util.List;

/**
 * One rule of a route: requests that any of {@code matches} fits are shared out over {@code
 * backends}.
 *
 * @param name empty when it has none
 */
public record RouteRule(
    String name,
    List<RouteMatch> matches,
    HeaderEdits requestHeaders,
    HeaderEdits responseHeaders,
    List<Backend> backends,
    RouteTimeouts timeouts) {
  public RouteRule {
    matches = List.copyOf(matches);
    backends = List.copyOf(backends);
    if (matches.isEmpty()) {
      throw new IllegalArgumentException("matches: none (expected: at least 1)");
    }
  }
}
