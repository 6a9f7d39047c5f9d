package io.heddle.perf.streams;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.ProxySnapshot;
import org.jspecify.annotations.Nullable;

/**
 * How a sidecar can tell that a change has reached it: by one endpoint.
 *
 * @param endpoints the resource that the endpoint is in
 */
public record Sighting(String endpoints, String host, int port, Looks looks) {
  /** What is looked for. */
  public enum Looks {
    /** In whatever state. */
    PRESENT,
    /** Requests are sent there. */
    TAKES_REQUESTS,
    /** None are. */
    TAKES_NO_REQUESTS,
    ABSENT
  }

  boolean isIn(ProxySnapshot snapshot) {
    EndpointSet set = snapshot.endpoints().get(endpoints);
    // A sidecar without the resource has not seen anything of it, its absence included.
    return set != null && matches(find(set));
  }

  private boolean matches(@Nullable Endpoint endpoint) {
    return switch (looks) {
      case PRESENT -> endpoint != null;
      case TAKES_REQUESTS -> endpoint != null && endpoint.takesRequests();
      case TAKES_NO_REQUESTS -> endpoint == null || !endpoint.takesRequests();
      case ABSENT -> endpoint == null;
    };
  }

  private @Nullable Endpoint find(EndpointSet set) {
    for (Endpoint endpoint : set.endpoints()) {
      if (endpoint.port() == port && endpoint.host().equals(host)) {
        return endpoint;
      }
    }
    return null;
  }
}
