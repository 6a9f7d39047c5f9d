package io.heddle.controlplane.model;

import java.util.OptionalInt;

/**
 * A service whose requests a route decides about.
 *
 * @param port empty: all its HTTP ports
 */
public record ParentReference(ServiceName service, OptionalInt port) {
  /** Whether the port is one that is meant. */
  public boolean covers(ServiceName other, int number) {
    return service.equals(other) && (port.isEmpty() || port.getAsInt() == number);
  }
}
