package io.heddle.controlplane.model;

import java.util.List;
import java.util.Optional;

/**
 * What a request must be to fit: all of it.
 *
 * @param method empty: any
 */
public record RouteMatch(
    PathMatch path, Optional<String> method, List<Named> headers, List<Named> queryParameters) {
  /** Every request. */
  public static final RouteMatch ANY =
      new RouteMatch(new PathMatch.Prefix("/"), Optional.empty(), List.of(), List.of());

  public RouteMatch {
    headers = List.copyOf(headers);
    queryParameters = List.copyOf(queryParameters);
  }

  /** What the header or query parameter of that name must be. */
  public record Named(String name, ValueMatch value) {}
}
