package io.heddle.proxy.config;

/**
 * Where one instance serves.
 *
 * @param host an IP address
 * @param uid of the instance; empty when unknown
 * @param zone empty when unknown
 */
public record Endpoint(String host, int port, Health health, State state, String uid, String zone) {
  /** May it get new requests? Only HEALTHY ones do. */
  public enum Health {
    HEALTHY,
    UNHEALTHY,
    DRAINING
  }

  /** Of its lifecycle, as far as clients care. */
  public enum State {
    WARMING,
    SERVING,
    DRAINING,
    UNKNOWN
  }

  public boolean takesRequests() {
    return health == Health.HEALTHY;
  }
}
