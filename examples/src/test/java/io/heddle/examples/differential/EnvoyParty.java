package io.heddle.examples.differential;

import io.heddle.examples.demo.Mesh;
import io.heddle.examples.e2e.EndToEnd;
import io.heddle.examples.e2e.EnvoyBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A stock Envoy with a listener for each Service, whose settings leave out what Envoy would add of
 * its own: request ids, its server field and its x-envoy fields.
 */
final class EnvoyParty {
  private EnvoyParty() {}

  static Party start(EndToEnd endToEnd, Mesh mesh, List<String> services, Path certificates)
      throws IOException, InterruptedException {
    List<Integer> ports = new ArrayList<>();
    StringBuilder listeners = new StringBuilder();
    for (String service : services) {
      ports.add(mesh.freePort());
      listeners.append(listener(service, ports.getLast()));
    }
    Path config = endToEnd.files().log("envoy").resolveSibling("envoy.yaml");
    Files.writeString(config, head(mesh, certificates) + listeners);
    var _ =
        endToEnd.launch(
            "envoy",
            List.of(
                EnvoyBinary.find().toString(),
                "--config-path",
                config.toString(),
                "--concurrency",
                "1",
                "--base-id",
                Integer.toString(ThreadLocalRandom.current().nextInt(1, 1 << 20))),
            "");
    return new Party("envoy", ports);
  }

  private static String head(Mesh mesh, Path certificates) {
    String xds = mesh.controlPlane().plaintextAddress();
    return """
    node: {id: differential, cluster: test, metadata: {heddle.io/certificates: %s}}
    dynamic_resources:
      ads_config:
        api_type: DELTA_GRPC
        transport_api_version: V3
        grpc_services: [{envoy_grpc: {cluster_name: xds}}]
      cds_config: {resource_api_version: V3, ads: {}}
    static_resources:
      clusters:
      - name: xds
        type: STATIC
        connect_timeout: 1s
        typed_extension_protocol_options:
          envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
            "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
            explicit_http_config: {http2_protocol_options: {}}
        load_assignment:
          cluster_name: xds
          endpoints:
          - lb_endpoints:
            - endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: %s}}}
      listeners:
    """
        .formatted(certificates, xds.substring(xds.lastIndexOf(':') + 1));
  }

  private static String listener(String service, int port) {
    return """
      - name: SERVICE
        address: {socket_address: {address: 127.0.0.1, port_value: %d}}
        filter_chains:
        - filters:
          - name: envoy.filters.network.http_connection_manager
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
              stat_prefix: SERVICE
              generate_request_id: false
              server_header_transformation: PASS_THROUGH
              rds:
                route_config_name: "outbound|80||SERVICE.shop.svc.cluster.local"
                config_source: {resource_api_version: V3, ads: {}}
              http_filters:
              - name: envoy.filters.http.cors
                typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors}
              - name: envoy.filters.http.router
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
                  suppress_envoy_headers: true
    """
        .formatted(port)
        .replace("SERVICE", service);
  }
}
