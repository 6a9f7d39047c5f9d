package io.heddle.proxy.config;

import java.util.List;

/** All of its parts must match. The method is the header {@code :method}. */
public record RouteMatch(PathMatch path, List<HeaderMatch> headers, List<QueryMatch> query) {
  public RouteMatch {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }
}
