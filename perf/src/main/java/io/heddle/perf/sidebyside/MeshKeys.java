package io.heddle.perf.sidebyside;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
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
 * What the peers' sidecars show each other: certificates as Heddle's own, from the same code.
 *
 * @param root the certificate that both sides trust
 */
record MeshKeys(Path root, KeyFiles client, KeyFiles server) {
  /** Also the common name of the server's certificate, for peers that look for a host name. */
  static final String SERVER = "server.bench.local";

  private static final String TRUST_DOMAIN = "bench.local";
  private static final Duration LIFETIME = Duration.ofDays(1);

  static MeshKeys write(Path directory, InstantSource clock, SecureRandom random)
      throws IOException {
    CertificateAuthority authority =
        CertificateAuthority.create(TRUST_DOMAIN, LIFETIME, clock, random);
    Path root = directory.resolve("root.crt");
    Files.writeString(root, authority.bundle().pem());
    return new MeshKeys(
        root,
        KeyFiles.write(directory, "client", svid(authority, "client", clock, random)),
        KeyFiles.write(directory, "server", svid(authority, "server", clock, random)));
  }

  private static X509Svid svid(
      CertificateAuthority authority, String name, InstantSource clock, SecureRandom random) {
    KeyPair key = P256.generate(random);
    SpiffeId id = SpiffeId.of(TRUST_DOMAIN, "bench", name);
    return new X509Svid(
        id,
        authority.sign(SigningRequest.create(key), id, name + "." + TRUST_DOMAIN, LIFETIME, clock),
        key.getPrivate());
  }
}
