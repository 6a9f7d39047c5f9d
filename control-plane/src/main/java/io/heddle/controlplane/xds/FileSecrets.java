package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.WatchedDirectory;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets of a client that keeps them in files of its own: it is told where they are, as it said
 * itself, and reads them again when they change. None of them is on the wire.
 */
record FileSecrets(String directory, ResourceEncoder encoder) implements NamedSecrets {
  private static final String CHAIN = "tls.crt";
  private static final String KEY = "tls.key";
  private static final String ROOTS = "ca.crt";

  @Override
  public Optional<EncodedResource> find(String name) {
    Optional<Secret> secret =
        switch (name) {
          case "default" ->
              Optional.of(Secret.newBuilder().setTlsCertificate(own()))
                  .map(it -> it.setName(name).build());
          case "ROOTCA" ->
              Optional.of(Secret.newBuilder().setValidationContext(roots()))
                  .map(it -> it.setName(name).build());
          default -> Optional.empty();
        };
    return secret.map(it -> encoder.encode(new ResourceKey(TypeUrls.SECRET, name), it));
  }

  private TlsCertificate own() {
    return TlsCertificate.newBuilder()
        .setCertificateChain(file(CHAIN))
        .setPrivateKey(file(KEY))
        .setWatchedDirectory(watched())
        .build();
  }

  private CertificateValidationContext roots() {
    return CertificateValidationContext.newBuilder()
        .setTrustedCa(file(ROOTS))
        .setWatchedDirectory(watched())
        .build();
  }

  private DataSource file(String name) {
    return DataSource.newBuilder().setFilename(Path.of(directory, name).toString()).build();
  }

  private WatchedDirectory watched() {
    return WatchedDirectory.newBuilder().setPath(directory).build();
  }
}
