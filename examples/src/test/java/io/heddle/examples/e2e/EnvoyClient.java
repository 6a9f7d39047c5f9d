package io.heddle.examples.e2e;

import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A stock Envoy in front of the catalog: a client of the mesh with a listener of its own, that
 * takes routes, clusters, endpoints and the names of its secrets from the control plane.
 */
final class EnvoyClient {
  private static final Duration START_BOUND = Duration.ofSeconds(30);
  private static final String ROUTES = "outbound|80||catalog.shop.svc.cluster.local";

  private final String id;
  private final int front;
  private final int admin;
  private final ManagedProcess process;

  private EnvoyClient(String id, int front, int admin, ManagedProcess process) {
    this.id = id;
    this.front = front;
    this.admin = admin;
    this.process = process;
  }

  /** The variants of the protocol, as Envoy's bootstrap calls them. */
  enum Variant {
    DELTA_GRPC,
    GRPC
  }

  /** Starts one; its secrets are in the folder. */
  static EnvoyClient start(EndToEnd endToEnd, Mesh mesh, Variant variant, Path certificates)
      throws IOException, InterruptedException {
    String id = "envoy-" + variant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    int front = mesh.freePort();
    int admin = mesh.freePort();
    Path config = endToEnd.files().log(id).resolveSibling(id + ".yaml");
    Files.writeString(
        config,
        bootstrap(
            id,
            new Ports(front, admin, mesh.controlPlane().plaintextAddress()),
            variant,
            certificates));
    ManagedProcess process =
        endToEnd.launch(
            id,
            List.of(
                EnvoyBinary.find().toString(),
                "--config-path",
                config.toString(),
                "--concurrency",
                "1",
                "--base-id",
                Integer.toString(ThreadLocalRandom.current().nextInt(1, 1 << 20))),
            "");
    return new EnvoyClient(id, front, admin, process);
  }

  private record Ports(int front, int admin, String xds) {}

  private static String bootstrap(String id, Ports ports, Variant variant, Path certificates) {
    return """
    node: {id: %s, cluster: test, metadata: {heddle.io/certificates: %s}}
    admin: {address: {socket_address: {address: 127.0.0.1, port_value: %d}}}
    dynamic_resources:
      ads_config:
        api_type: %s
        transport_api_version: V3
        grpc_services: [{envoy_grpc: {cluster_name: xds}}]
      cds_config: {resource_api_version: V3, ads: {}}
      lds_config: {resource_api_version: V3, ads: {}}
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
      - name: front
        address: {socket_address: {address: 127.0.0.1, port_value: %d}}
        filter_chains:
        - filters:
          - name: envoy.filters.network.http_connection_manager
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
              stat_prefix: front
              rds:
                route_config_name: "%s"
                config_source: {resource_api_version: V3, ads: {}}
              http_filters:
              - name: envoy.filters.http.router
                typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
    """
        .formatted(
            id,
            certificates,
            ports.admin(),
            variant,
            ports.xds().substring(ports.xds().lastIndexOf(':') + 1),
            ports.front(),
            ROUTES);
  }

  /** Where it takes requests for the catalog. */
  InetSocketAddress front() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), front);
  }

  /** As the control plane calls it. */
  String proxyId() {
    return "plaintext/" + id;
  }

  /** Waits until it reaches so many endpoints that may take requests. */
  void awaitHealthy(int endpoints) throws InterruptedException {
    Await.until(
        id + " has " + endpoints + " healthy endpoints",
        START_BOUND,
        () ->
            stat("cluster.outbound|80||catalog.shop.svc.cluster.local.membership_healthy")
                == endpoints);
  }

  /** One of its counters or gauges; 0 if there is none. */
  long stat(String name) throws IOException {
    return Page.get("127.0.0.1:" + admin, "/stats?usedonly")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 2)))
        .findFirst()
        .orElse(0);
  }

  /** What it logged. */
  String log() throws IOException {
    return Files.readString(process.log());
  }
}
