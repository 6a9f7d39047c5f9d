package io.heddle.proxy.xds;

import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.RouteSource;
import java.time.Duration;

/** Reads the filter at the end of a filter chain. */
final class NetworkFilterDecoder {
  private static final String FILTERS = "type.googleapis.com/envoy.extensions.filters.network.";
  private static final String HTTP = FILTERS + "http_connection_manager.v3.HttpConnectionManager";
  private static final String TCP = FILTERS + "tcp_proxy.v3.TcpProxy";

  private static final Duration STREAM_IDLE = Duration.ofMinutes(5);
  private static final Duration REQUEST_HEAD = Duration.ofSeconds(10);
  private static final Duration TCP_IDLE = Duration.ofHours(1);
  private static final long HEAD_KIBIBYTES = 60;
  private static final long MAX_HEAD_KIBIBYTES = 8_192;

  private NetworkFilterDecoder() {}

  static NetworkFilter decode(ProtoMessage filter) throws DecodeException {
    ProtoMessage config =
        filter.message(4, "typed_config").orElseThrow(() -> unknown(filter, "no typed_config"));
    return switch (config.typeUrl()) {
      case HTTP -> http(config.unpack());
      case TCP -> tcp(config.unpack());
      default -> throw unknown(filter, config.typeUrl());
    };
  }

  private static DecodeException unknown(ProtoMessage filter, String what) {
    return filter.rejected("typed_config", what, "HttpConnectionManager or TcpProxy");
  }

  private static NetworkFilter http(ProtoMessage manager) throws DecodeException {
    long kibibytes = manager.unsigned(29, "max_request_headers_kb", HEAD_KIBIBYTES);
    if (kibibytes < 1 || kibibytes > MAX_HEAD_KIBIBYTES) {
      throw manager.rejected(
          "max_request_headers_kb", String.valueOf(kibibytes), "1-" + MAX_HEAD_KIBIBYTES);
    }
    return new NetworkFilter.Http(
        routes(manager),
        manager.duration(24, "stream_idle_timeout").orElse(STREAM_IDLE),
        manager.duration(41, "request_headers_timeout").orElse(REQUEST_HEAD),
        (int) kibibytes << 10);
  }

  private static RouteSource routes(ProtoMessage manager) throws DecodeException {
    return switch (manager.lastOf(3, 4, 31)) {
      case 3 -> named(manager, manager.message(3, "rds").orElseThrow());
      case 4 ->
          new RouteSource.Inline(
              RouteDecoder.decode(manager.message(4, "route_config").orElseThrow()));
      case 31 -> throw manager.rejected("scoped_routes", "set", "rds or route_config");
      default -> throw manager.rejected("route_specifier", "none", "rds or route_config");
    };
  }

  private static RouteSource named(ProtoMessage manager, ProtoMessage rds) throws DecodeException {
    if (rds.text(2).isEmpty()) {
      throw manager.rejected("rds.route_config_name", "empty", "a name");
    }
    return new RouteSource.Named(rds.text(2));
  }

  private static NetworkFilter tcp(ProtoMessage proxy) throws DecodeException {
    if (proxy.lastOf(2, 10) != 2 || proxy.text(2).isEmpty()) {
      throw proxy.rejected("cluster", "not set", "a cluster");
    }
    return new NetworkFilter.Tcp(proxy.text(2), proxy.duration(8, "idle_timeout").orElse(TCP_IDLE));
  }
}
