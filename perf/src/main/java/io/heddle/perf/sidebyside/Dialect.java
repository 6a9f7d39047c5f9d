package io.heddle.perf.sidebyside;

import java.nio.file.Path;
import java.util.List;

/**
 * How one make of proxy is told to be a sidecar: one worker, keep-alive, TLS 1.3, no access log.
 */
sealed interface Dialect permits EnvoyDialect, HaproxyDialect, NginxDialect {
  /** The only suite that is left to those that can be told: the one that Heddle's sidecars take. */
  String SUITE = "TLS_AES_128_GCM_SHA256";

  /** What the file of a configuration is called: Envoy reads YAML by its ending. */
  String fileName();

  String configuration(Hop hop);

  List<String> command(Path program, Path configuration);
}
