package io.heddle.controlplane.translate;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.heddle.controlplane.xds.ClientKind;

/** The filter that takes a connection's bytes for HTTP requests. */
final class HttpManager {
  private static final String NAME = "envoy.filters.network.http_connection_manager";
  private static final HttpFilter ROUTER =
      HttpFilter.newBuilder()
          .setName("envoy.filters.http.router")
          .setTypedConfig(Packed.any(Router.getDefaultInstance()))
          .build();

  private HttpManager() {}

  /** Routed by the route table of that name. */
  static HttpConnectionManager byTable(String name, ClientKind kind) {
    HttpConnectionManager.Builder manager =
        common(name)
            .setRds(Rds.newBuilder().setRouteConfigName(name).setConfigSource(Wire.SAME_STREAM));
    if (kind != ClientKind.GRPC) {
      // Always, so that a route which needs it does not change the listener, and end connections.
      manager.addHttpFilters(CorsFilter.filter());
    }
    return manager.addHttpFilters(ROUTER).build();
  }

  /** Routed by a table that never changes. */
  static HttpConnectionManager byFixedTable(RouteConfiguration table) {
    return common(table.getName()).setRouteConfig(table).addHttpFilters(ROUTER).build();
  }

  static Filter filter(HttpConnectionManager manager) {
    return Filter.newBuilder().setName(NAME).setTypedConfig(Packed.any(manager)).build();
  }

  private static HttpConnectionManager.Builder common(String statPrefix) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(statPrefix)
        .setStreamIdleTimeout(Wire.seconds(Limits.STREAM_IDLE_SECONDS))
        .setRequestHeadersTimeout(Wire.seconds(Limits.REQUEST_HEADERS_SECONDS))
        .setMaxRequestHeadersKb(UInt32Value.of(Limits.MAX_REQUEST_HEADERS_KIB));
  }
}
