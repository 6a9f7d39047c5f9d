package io.heddle.proxy.listener;

import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.route.RouteFilter;
import io.heddle.proxy.route.RouteTable;
import org.jspecify.annotations.Nullable;

/** The route table of one connection, looked up anew when the snapshot has changed. */
final class ConnectionRoutes implements RouteFilter.Source {
  private final DataLoop loop;
  private final String listener;
  private final int port;
  private final String applicationProtocol;
  private @Nullable LoopSnapshot lookedUpIn;
  private @Nullable RouteTable table;

  ConnectionRoutes(DataLoop loop, String listener, int port, String applicationProtocol) {
    this.loop = loop;
    this.listener = listener;
    this.port = port;
    this.applicationProtocol = applicationProtocol;
  }

  @Override
  public @Nullable RouteTable table() {
    LoopSnapshot now = loop.snapshot();
    if (now != lookedUpIn) {
      lookedUpIn = now;
      FilterChain chain = now.chain(listener, port, applicationProtocol).orElse(null);
      table =
          chain != null && chain.filter() instanceof NetworkFilter.Http http
              ? now.table(http)
              : null;
    }
    return table;
  }
}
