package io.heddle.examples.e2e;

import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.ReplicaSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A catalog behind a stock Envoy of static configuration: it takes clients of the mesh by mutual
 * TLS, with files of {@code heddle cert issue}.
 */
final class EnvoyServer {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final String name;
  private final int port;
  private final int admin;
  private final ManagedProcess envoy;
  private final Mesh.Application application;

  private EnvoyServer(
      String name, int port, int admin, ManagedProcess envoy, Mesh.Application application) {
    this.name = name;
    this.port = port;
    this.admin = admin;
    this.envoy = envoy;
    this.application = application;
  }

  /** Starts one, and returns when it and its application serve. */
  static EnvoyServer start(EndToEnd endToEnd, Mesh mesh, ReplicaSpec spec, Path certificates)
      throws IOException, InterruptedException {
    Mesh.Application application = mesh.startAlone(spec);
    int port = mesh.freePort();
    int admin = mesh.freePort();
    Path log = endToEnd.files().log(spec.name());
    Path config = log.resolveSibling(spec.name() + ".yaml");
    for (String secret : List.of("default", "ROOTCA")) {
      Files.writeString(secretFile(config, secret), secret(secret, certificates));
    }
    Files.writeString(config, bootstrap(spec.name(), port, admin, application.port(), config));
    ManagedProcess envoy =
        endToEnd.launch(
            spec.name(),
            List.of(
                EnvoyBinary.find().toString(),
                "--config-path",
                config.toString(),
                "--concurrency",
                "1",
                "--base-id",
                Integer.toString(ThreadLocalRandom.current().nextInt(1, 1 << 20))),
            "");
    var _ = application.process().awaitReady(BOUND);
    Await.until(
        spec.name() + " is ready",
        BOUND,
        () -> Page.get("127.0.0.1:" + admin, "/ready").text().startsWith("LIVE"));
    return new EnvoyServer(spec.name(), port, admin, envoy, application);
  }

  /** Where it takes clients of the mesh. */
  int port() {
    return port;
  }

  /** How often it has read its certificate or the roots. */
  long timesRead() throws IOException {
    return Page.get("127.0.0.1:" + admin, "/stats?usedonly")
        .text()
        .lines()
        .filter(line -> line.contains("ssl_context_update_by_sds: "))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Waits until nobody has anything to do with it, and ends it. */
  void stop() throws InterruptedException {
    Await.until(name + " is idle", BOUND, () -> stat("http.mesh.downstream_rq_active") == 0);
    envoy.terminate();
    application.process().terminate();
    if (!envoy.awaitExit(BOUND) || !application.process().awaitExit(BOUND)) {
      throw new AssertionError(name + ": runs " + BOUND + " after SIGTERM (expected: ended)");
    }
  }

  private long stat(String stat) throws IOException {
    return Page.get("127.0.0.1:" + admin, "/stats?filter=" + stat)
        .text()
        .lines()
        .filter(line -> line.startsWith(stat + ": "))
        .mapToLong(line -> Long.parseLong(line.substring(stat.length() + 2)))
        .findFirst()
        .orElseThrow(() -> new IOException(stat + ": not there (expected: a number)"));
  }

  private static Path secretFile(Path config, String secret) {
    return config.resolveSibling(config.getFileName() + "." + secret + ".yaml");
  }

  private static String secret(String name, Path certificates) {
    String content =
        name.equals("default")
            ? """
              tls_certificate:
                certificate_chain: {filename: %1$s/tls.crt}
                private_key: {filename: %1$s/tls.key}
                watched_directory: {path: %1$s}
            """
            : """
              validation_context:
                trusted_ca: {filename: %1$s/ca.crt}
                watched_directory: {path: %1$s}
                match_typed_subject_alt_names:
                - {san_type: URI, matcher: {prefix: "spiffe://cluster.local/ns/"}}
            """;
    return """
    resources:
    - "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret
      name: %s
    %s\
    """
        .formatted(name, content.formatted(certificates));
  }

  private static String bootstrap(String id, int port, int admin, int application, Path config) {
    return """
    node: {id: %s, cluster: test}
    admin: {address: {socket_address: {address: 127.0.0.1, port_value: %d}}}
    static_resources:
      clusters:
      - name: application
        type: STATIC
        connect_timeout: 1s
        typed_extension_protocol_options:
          envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
            "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
            common_http_protocol_options: {idle_timeout: 1s}
            explicit_http_config: {http_protocol_options: {}}
        load_assignment:
          cluster_name: application
          endpoints:
          - lb_endpoints:
            - endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: %d}}}
      listeners:
      - name: mesh
        address: {socket_address: {address: 127.0.0.1, port_value: %d}}
        filter_chains:
        - transport_socket:
            name: envoy.transport_sockets.tls
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
              require_client_certificate: true
              common_tls_context:
                alpn_protocols: [http/1.1]
                tls_params: {tls_minimum_protocol_version: TLSv1_3}
                tls_certificate_sds_secret_configs:
                - name: default
                  sds_config: {path_config_source: {path: %s}}
                validation_context_sds_secret_config:
                  name: ROOTCA
                  sds_config: {path_config_source: {path: %s}}
          filters:
          - name: envoy.filters.network.http_connection_manager
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
              stat_prefix: mesh
              common_http_protocol_options: {idle_timeout: 120s}
              route_config:
                virtual_hosts:
                - name: all
                  domains: ["*"]
                  routes:
                  - match: {prefix: /}
                    route: {cluster: application, timeout: 0s}
              http_filters:
              - name: envoy.filters.http.router
                typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
    """
        .formatted(
            id,
            admin,
            application,
            port,
            secretFile(config, "default"),
            secretFile(config, "ROOTCA"));
  }
}
