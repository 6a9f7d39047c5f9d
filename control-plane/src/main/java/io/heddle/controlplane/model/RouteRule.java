package io.heddle.controlplane.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One rule of a route: what happens to requests that any of {@code matches} fits.
 *
 * @param name empty when it has none
 * @param cors empty: left to the application
 */
public record RouteRule(
    String name,
    List<RouteMatch> matches,
    MessageEdits edits,
    Optional<Cors> cors,
    RuleAction action) {
  public RouteRule {
    matches = List.copyOf(matches);
    if (matches.isEmpty()) {
      throw new IllegalArgumentException("matches: none (expected: at least 1)");
    }
  }

  /** All that it sends requests to, or copies of them. */
  public Stream<Backend.Target> targets() {
    return Stream.concat(
        action.backends().stream().map(Backend::target),
        action.mirrors().stream().map(Mirror::target));
  }
}
