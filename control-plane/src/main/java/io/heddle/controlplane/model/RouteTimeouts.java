package io.heddle.controlplane.model;

import java.time.Duration;

/**
 * How long an exchange may take.
 *
 * @param request in all; zero: as long as it needs
 * @param backendRequest one dispatch of it; zero: as long as it needs
 */
public record RouteTimeouts(Duration request, Duration backendRequest) {
  public static final RouteTimeouts NONE = new RouteTimeouts(Duration.ZERO, Duration.ZERO);

  public RouteTimeouts {
    if (request.isNegative() || backendRequest.isNegative()) {
      throw new IllegalArgumentException(
          "timeouts: " + request + ", " + backendRequest + " (expected: not negative)");
    }
  }
}
