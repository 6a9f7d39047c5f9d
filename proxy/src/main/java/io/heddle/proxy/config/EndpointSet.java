package io.heddle.proxy.config;

import java.util.List;

/** The endpoints of one service. */
public record EndpointSet(List<Endpoint> endpoints) {
  public static final EndpointSet EMPTY = new EndpointSet(List.of());

  public EndpointSet {
    endpoints = List.copyOf(endpoints);
  }
}
