package io.heddle.perf.sidebyside;

import java.nio.file.Path;
import java.util.List;

/** Envoy as a sidecar: no request ids, no circuit breakers, the router alone. */
final class EnvoyDialect implements Dialect {
  private static final String TYPES = "type.googleapis.com/envoy.extensions";

  @Override
  public String fileName() {
    return "envoy.yaml";
  }

  @Override
  public String configuration(Hop hop) {
    String socket = socket(hop);
    return """
    static_resources:
      listeners:
      - name: in
        address: {socket_address: {address: 127.0.0.1, port_value: %d}}
        filter_chains:
        - filters:
          - name: envoy.filters.network.http_connection_manager
            typed_config:
              "@type": %s.filters.network.http_connection_manager.v3.HttpConnectionManager
              stat_prefix: in
              generate_request_id: false
              route_config:
                virtual_hosts:
                - name: all
                  domains: ["*"]
                  routes: [{match: {prefix: /}, route: {cluster: next, timeout: 0s}}]
              http_filters:
              - name: envoy.filters.http.router
                typed_config: {"@type": %s.filters.http.router.v3.Router, dynamic_stats: false}
    %s
      clusters:
      - name: next
        type: STATIC
        connect_timeout: 5s
        circuit_breakers:
          thresholds: [{max_connections: 100000, max_pending_requests: 100000, max_requests: 100000}]
        load_assignment:
          cluster_name: next
          endpoints:
          - lb_endpoints:
            - endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: %d}}}
    %s
    """
        .formatted(
            hop.listenPort(),
            TYPES,
            TYPES,
            hop.side() == Side.SERVER ? socket.indent(6).stripTrailing() : "",
            hop.nextPort(),
            hop.side() == Side.CLIENT ? socket.indent(4).stripTrailing() : "");
  }

  @Override
  public List<String> command(Path program, Path configuration) {
    return List.of(
        program.toString(),
        "--config-path",
        configuration.toString(),
        "--concurrency",
        "1",
        "--disable-hot-restart",
        "--log-level",
        "error");
  }

  private static String socket(Hop hop) {
    MeshKeys keys = hop.keys();
    return switch (hop.side()) {
      case CLIENT -> socket("UpstreamTlsContext", keys.client(), keys) + names(keys.server());
      case SERVER ->
          socket("DownstreamTlsContext", keys.server(), keys)
              + names(keys.client())
              + "    require_client_certificate: true\n";
    };
  }

  private static String socket(String context, KeyFiles own, MeshKeys keys) {
    return """
    transport_socket:
      name: envoy.transport_sockets.tls
      typed_config:
        "@type": %s.transport_sockets.tls.v3.%s
        common_tls_context:
          tls_params: {tls_minimum_protocol_version: TLSv1_3, tls_maximum_protocol_version: TLSv1_3}
          tls_certificates: [{certificate_chain: {filename: %s}, private_key: {filename: %s}}]
          validation_context:
            trusted_ca: {filename: %s}
    """
        .formatted(TYPES, context, own.certificate(), own.key(), keys.root());
  }

  private static String names(KeyFiles peer) {
    return "        match_typed_subject_alt_names: [{san_type: URI, matcher: {exact: '%s'}}]\n"
        .formatted(peer.identity());
  }
}
