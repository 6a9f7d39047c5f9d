package io.heddle.perf.sidebyside;

import java.nio.file.Path;
import java.util.List;

/** HAProxy as a sidecar. */
final class HaproxyDialect implements Dialect {
  @Override
  public String fileName() {
    return "haproxy.cfg";
  }

  @Override
  public String configuration(Hop hop) {
    String tls = tls(hop);
    return """
    global
      nbthread 1
      maxconn 2048
    defaults
      mode http
      timeout connect 5s
      timeout client 1h
      timeout server 1h
      timeout http-keep-alive 1h
      http-reuse always
    frontend in
      bind 127.0.0.1:%d%s
      default_backend next
    backend next
      server next 127.0.0.1:%d%s
    """
        .formatted(
            hop.listenPort(),
            hop.side() == Side.SERVER ? tls : "",
            hop.nextPort(),
            hop.side() == Side.CLIENT ? tls : "");
  }

  @Override
  public List<String> command(Path program, Path configuration) {
    return List.of(program.toString(), "-db", "-f", configuration.toString());
  }

  private static String tls(Hop hop) {
    MeshKeys keys = hop.keys();
    return switch (hop.side()) {
      case CLIENT ->
          " ssl crt %s ca-file %s verify required verifyhost %s ssl-min-ver TLSv1.3 ciphersuites %s"
              .formatted(keys.client().both(), keys.root(), MeshKeys.SERVER, SUITE);
      case SERVER ->
          " ssl crt %s ca-file %s verify required ssl-min-ver TLSv1.3 ciphersuites %s"
              .formatted(keys.server().both(), keys.root(), SUITE);
    };
  }
}
