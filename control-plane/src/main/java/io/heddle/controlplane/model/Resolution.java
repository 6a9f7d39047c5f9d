package io.heddle.controlplane.model;

import io.heddle.controlplane.model.Backend.Target.OfOtherKind;
import io.heddle.controlplane.model.Backend.Target.OfService;

/**
 * What a backend's name leads to; one that leads nowhere is not an error, its share is answered
 * 500.
 */
public enum Resolution {
  RESOLVED,
  SERVICE_NOT_FOUND,
  PORT_NOT_FOUND,
  INVALID_KIND,
  /** The port is not HTTP. */
  UNSUPPORTED_PROTOCOL;

  public static Resolution of(Backend.Target target, MeshModel model) {
    return switch (target) {
      case OfOtherKind _ -> INVALID_KIND;
      case OfService(var name, int port) ->
          model.service(name).map(service -> of(service, port)).orElse(SERVICE_NOT_FOUND);
    };
  }

  private static Resolution of(Service service, int port) {
    return service
        .port(port)
        .map(found -> found.protocol().isHttp() ? RESOLVED : UNSUPPORTED_PROTOCOL)
        .orElse(PORT_NOT_FOUND);
  }
}
