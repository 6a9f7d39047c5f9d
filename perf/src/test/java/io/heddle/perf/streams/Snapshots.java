package io.heddle.perf.streams;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.ProxySnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a sidecar has in force, as far as endpoints go. */
final class Snapshots {
  static final String SERVICE = "steady";
  static final int PORT = 20_000;

  private Snapshots() {}

  static ProxySnapshot without() {
    return of(List.of());
  }

  static ProxySnapshot with(Endpoint.Health health) {
    return of(List.of(new Endpoint(Fleet.HOST, PORT, health, Endpoint.State.UNKNOWN, "", "")));
  }

  private static ProxySnapshot of(List<Endpoint> endpoints) {
    return new ProxySnapshot(
        1,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(SERVICE, new EndpointSet(endpoints)),
        Set.of(),
        Optional.empty());
  }
}
