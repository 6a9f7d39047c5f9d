package io.heddle.controlplane.identity;

import io.heddle.certs.P256;
import io.heddle.certs.Pem;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import io.heddle.controlplane.rotation.RotationPhase;
import java.io.IOException;
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
 * key, and follows a rotation of the root. It signs with the authority of a state directory:
 * whoever may read that may be anybody. Not for several threads.
 */
public final class FileIssuer {
  private static final int NAME_BYTES = 4;

  private final RotationFiles authorities;
  private final SpiffeId id;
  private final Duration lifetime;
  private final CertificateFolder folder;
  private final InstantSource clock;
  private final SecureRandom random;
  private final String commonName;
  private RotationPhase phase = RotationPhase.NONE;

  public FileIssuer(
      StateDirectory state,
      SpiffeId id,
      Duration lifetime,
      CertificateFolder folder,
      InstantSource clock,
      SecureRandom random) {
    this.authorities = new RotationFiles(state, id.trustDomain(), clock, random);
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
    Authorities now = authorities.load();
    KeyPair key = P256.generate(random);
    List<X509Certificate> chain =
        now.signer().sign(SigningRequest.create(key, id), id, commonName, lifetime, clock);
    X509Svid svid = X509Svid.parse(Pem.encode(chain), key.getPrivate());
    folder.put(svid, now.bundle(), clock.instant());
    phase = now.phase();
    return svid.leaf().getNotAfter().toInstant();
  }

  /** Has a rotation of the root gone on since the last certificate? */
  public boolean isOutdated() throws IOException {
    return authorities.read().map(RotationFiles.Kept::phase).orElse(RotationPhase.NONE) != phase;
  }
}
