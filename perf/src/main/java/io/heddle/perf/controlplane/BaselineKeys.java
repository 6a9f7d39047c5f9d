package io.heddle.perf.controlplane;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.Pem;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Certificates for the baseline, which issues none: its own as a control plane, and one that all
 * its sidecars share.
 */
final class BaselineKeys {
  private static final String TRUST_DOMAIN = "cluster.local";
  private static final Duration LIFETIME = Duration.ofDays(1);

  private final CertificateAuthority authority;
  private final InstantSource clock;
  private final SecureRandom random;
  private final X509Svid sidecar;

  BaselineKeys(InstantSource clock, SecureRandom random) {
    this.authority = CertificateAuthority.create(TRUST_DOMAIN, LIFETIME, clock, random);
    this.clock = clock;
    this.random = random;
    this.sidecar = svid(SpiffeId.of(TRUST_DOMAIN, MeshObjects.NAMESPACE, "client"));
  }

  private X509Svid svid(SpiffeId id) {
    KeyPair key = P256.generate(random);
    return new X509Svid(
        id,
        authority.sign(SigningRequest.create(key), id, "measured", LIFETIME, clock),
        key.getPrivate());
  }

  void writeServer(Path directory) throws IOException {
    X509Svid server = svid(SpiffeId.ofControlPlane(TRUST_DOMAIN));
    Files.writeString(directory.resolve("server.crt"), server.chainPem());
    Files.writeString(directory.resolve("server.key"), Pem.encode(server.key()));
    Files.writeString(directory.resolve("root.crt"), authority.bundle().pem());
  }

  /** Fills a state directory as a sidecar keeps it. */
  void writeSidecar(Path directory, String uid) throws IOException {
    Files.writeString(directory.resolve("instance-uid"), uid + "\n");
    Files.writeString(
        directory.resolve("svid.pem"), Pem.encode(sidecar.key()) + sidecar.chainPem());
    Files.writeString(directory.resolve("bundle.pem"), authority.bundle().pem());
  }
}
