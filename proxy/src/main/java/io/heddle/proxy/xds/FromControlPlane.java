package io.heddle.proxy.xds;

import java.time.Duration;
import java.util.List;

/** What the control plane says over a session. */
sealed interface FromControlPlane {
  record Welcomed(Welcome welcome) implements FromControlPlane {}

  record Released(List<String> laggards) implements FromControlPlane {
    public Released {
      laggards = List.copyOf(laggards);
    }
  }

  record Renew() implements FromControlPlane {}

  /**
   * No certificate for that request.
   *
   * @param retryAfter zero: not again with the same request
   */
  record CsrRefused(String reason, Duration retryAfter) implements FromControlPlane {}

  /** From a newer control plane. */
  record Unknown() implements FromControlPlane {}
}
