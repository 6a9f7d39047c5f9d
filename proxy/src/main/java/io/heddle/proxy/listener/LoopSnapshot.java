package io.heddle.proxy.listener;

import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteSource;
import io.heddle.proxy.route.RouteTable;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A snapshot with its route tables made ready; shared by all event loops. */
final class LoopSnapshot {
  static final LoopSnapshot EMPTY = new LoopSnapshot(ProxySnapshot.EMPTY, null);

  private final ProxySnapshot snapshot;
  private final IdentityHashMap<RouteConfig, RouteTable> tables = new IdentityHashMap<>();

  LoopSnapshot(ProxySnapshot snapshot, @Nullable LoopSnapshot previous) {
    this.snapshot = snapshot;
    for (RouteConfig config : snapshot.routes().values()) {
      prepare(config, previous);
    }
    for (ListenerConfig listener : snapshot.listeners().values()) {
      for (FilterChain chain : listener.chains()) {
        if (chain.filter() instanceof NetworkFilter.Http http
            && http.routes() instanceof RouteSource.Inline(var config)) {
          prepare(config, previous);
        }
      }
    }
  }

  private void prepare(RouteConfig config, @Nullable LoopSnapshot previous) {
    RouteTable known = previous == null ? null : previous.tables.get(config);
    tables.put(config, known == null ? new RouteTable(config) : known);
  }

  ProxySnapshot snapshot() {
    return snapshot;
  }

  /** Whether it was asked for and does not exist. */
  boolean isMissing(String listener) {
    return snapshot.missing().contains(listener);
  }

  /** The first chain that fits. */
  Optional<FilterChain> chain(String listener, int port, String applicationProtocol) {
    ListenerConfig config = snapshot.listeners().get(listener);
    return config == null ? Optional.empty() : config.chainFor(port, applicationProtocol);
  }

  /** Null when the routes are not known. */
  @Nullable RouteTable table(NetworkFilter.Http http) {
    return switch (http.routes()) {
      case RouteSource.Inline(var config) -> tables.get(config);
      case RouteSource.Named(var name) -> {
        RouteConfig config = snapshot.routes().get(name);
        yield config == null ? null : tables.get(config);
      }
    };
  }
}
