package io.heddle.perf.sidebyside;

import java.nio.file.Path;
import java.util.List;

/** nginx as a sidecar. */
final class NginxDialect implements Dialect {
  @Override
  public String fileName() {
    return "nginx.conf";
  }

  @Override
  public String configuration(Hop hop) {
    return switch (hop.side()) {
      case CLIENT -> configuration(hop, "", "https", towardsServer(hop.keys()));
      case SERVER -> configuration(hop, " ssl", "http", fromClients(hop.keys()));
    };
  }

  @Override
  public List<String> command(Path program, Path configuration) {
    return List.of(
        program.toString(),
        "-e",
        "stderr",
        "-p",
        configuration.toAbsolutePath().getParent() + "/",
        "-c",
        configuration.toString());
  }

  private static String configuration(Hop hop, String listenTls, String scheme, String tls) {
    return """
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    error_log stderr warn;
    events { worker_connections 4096; }
    http {
      access_log off;
      client_body_temp_path temp-body;
      proxy_temp_path temp-proxy;
      fastcgi_temp_path temp-fastcgi;
      uwsgi_temp_path temp-uwsgi;
      scgi_temp_path temp-scgi;
      keepalive_timeout 1h;
      keepalive_requests 1000000000;
      upstream next {
        server 127.0.0.1:%d;
        keepalive 1024;
        keepalive_timeout 1h;
        keepalive_requests 1000000000;
      }
      server {
        listen 127.0.0.1:%d%s backlog=1024;
        %s
        location / {
          proxy_pass %s://next;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $http_host;
        }
      }
    }
    """
        .formatted(
            hop.nextPort(),
            hop.listenPort(),
            listenTls,
            tls.strip().replace("\n", "\n    "),
            scheme);
  }

  private static String towardsServer(MeshKeys keys) {
    return """
    proxy_ssl_certificate %s;
    proxy_ssl_certificate_key %s;
    proxy_ssl_trusted_certificate %s;
    proxy_ssl_verify on;
    proxy_ssl_verify_depth 2;
    proxy_ssl_name %s;
    proxy_ssl_protocols TLSv1.3;
    proxy_ssl_conf_command Ciphersuites %s;
    """
        .formatted(
            keys.client().certificate(), keys.client().key(), keys.root(), MeshKeys.SERVER, SUITE);
  }

  private static String fromClients(MeshKeys keys) {
    return """
    ssl_certificate %s;
    ssl_certificate_key %s;
    ssl_client_certificate %s;
    ssl_verify_client on;
    ssl_verify_depth 2;
    ssl_protocols TLSv1.3;
    ssl_conf_command Ciphersuites %s;
    """
        .formatted(keys.server().certificate(), keys.server().key(), keys.root(), SUITE);
  }
}
