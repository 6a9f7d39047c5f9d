package io.heddle.controlplane.translate;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;

/** The filter that takes a connection's bytes for HTTP requests. */
final class HttpManager {
  private static final String NAME = "envoy.filters.network.http_connection_manager";

  private HttpManager() {}

  /** Routed by the route table of that name. */
  static HttpConnectionManager byTable(String name) {
    return common(name)
        .setRds(Rds.newBuilder().setRouteConfigName(name).setConfigSource(Wire.SAME_STREAM))
        .build();
  }

  /** Routed by a table that never changes. */
  static HttpConnectionManager byFixedTable(RouteConfiguration table) {
    return common(table.getName()).setRouteConfig(table).build();
  }

  static Filter filter(HttpConnectionManager manager) {
    return Filter.newBuilder().setName(NAME).setTypedConfig(Packed.any(manager)).build();
  }

  private static HttpConnectionManager.Builder common(String statPrefix) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(statPrefix)
        .setStreamIdleTimeout(Wire.seconds(Limits.STREAM_IDLE_SECONDS))
        .setRequestHeadersTimeout(Wire.seconds(Limits.REQUEST_HEADERS_SECONDS))
        .setMaxRequestHeadersKb(UInt32Value.of(Limits.MAX_REQUEST_HEADERS_KIB))
        .addHttpFilters(
            HttpFilter.newBuilder()
                .setName("envoy.filters.http.router")
                .setTypedConfig(Packed.any(Router.getDefaultInstance())));
  }
}
