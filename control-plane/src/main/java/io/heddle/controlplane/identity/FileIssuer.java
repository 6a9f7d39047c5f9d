package io.heddle.controlplane.identity;

import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.Pem;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/**
 * Issues the certificates of a workload that has no sidecar of ours into files, each with a new
 * key. It signs with the authority of a state directory: whoever may read that may be anybody.
 */
public final class FileIssuer {
  private static final int NAME_BYTES = 4;

  private final Path authority;
  private final SpiffeId id;
  private final Duration lifetime;
  private final CertificateFolder folder;
  private final InstantSource clock;
  private final SecureRandom random;
  private final String commonName;

  public FileIssuer(
      StateDirectory state,
      SpiffeId id,
      Duration lifetime,
      CertificateFolder folder,
      InstantSource clock,
      SecureRandom random) {
    this.authority = state.authority();
    this.id = id;
    this.lifetime = lifetime;
    this.folder = folder;
    this.clock = clock;
    this.random = random;
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    commonName = "issued-" + HexFormat.of().formatHex(name);
  }

  /**
   * Writes the next certificate.
   *
   * @return when it ends
   */
  public Instant issue() throws IOException {
    CertificateAuthority signer =
        new AuthorityFiles(authority, id.trustDomain(), clock, random).load();
    KeyPair key = P256.generate(random);
    List<X509Certificate> chain =
        signer.sign(SigningRequest.create(key, id), id, commonName, lifetime, clock);
    X509Svid svid = X509Svid.parse(Pem.encode(chain), key.getPrivate());
    folder.put(svid, signer.bundle(), clock.instant());
    return svid.leaf().getNotAfter().toInstant();
  }
}
