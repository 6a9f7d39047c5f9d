package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import io.heddle.controlplane.rotation.Laggard;
import io.heddle.controlplane.rotation.RotationPhase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom the mesh trusts, and how far a change of that is.
 *
 * @param since when the phase began; empty when there is none
 * @param issuer whose certificates are signed now, by the hash of its root's key
 * @param oldest the certificate of an instance that ends first
 * @param nextRenewal about when the next instance asks by itself
 */
public record AuthorityStatus(
    String trustDomain,
    RotationPhase phase,
    Optional<Instant> since,
    KeyHash issuer,
    List<Root> roots,
    Optional<Oldest> oldest,
    Optional<Instant> nextRenewal,
    List<Laggard> laggards) {
  public AuthorityStatus {
    roots = List.copyOf(roots);
    laggards = List.copyOf(laggards);
  }

  /** A trusted root. */
  public record Root(KeyHash key, String subject, Instant notAfter) {}

  /** A workload's certificate. */
  public record Oldest(String uid, Instant notAfter) {}
}
