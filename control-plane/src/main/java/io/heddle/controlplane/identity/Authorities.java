package io.heddle.controlplane.identity;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.KeyHash;
import io.heddle.certs.TrustBundle;
import io.heddle.controlplane.rotation.RotationPhase;
import java.util.List;
import java.util.Optional;

/**
 * The authorities in force: who signs, whose certificate the control plane shows, whom it trusts.
 *
 * @param present the only one, or the one that goes
 * @param next the one that comes; there while a rotation lasts
 * @param dropped roots that were given up here, so that their certificates can be told from foreign
 *     ones
 */
record Authorities(
    RotationPhase phase,
    CertificateAuthority present,
    Optional<CertificateAuthority> next,
    Optional<TrustBundle> dropped) {
  Authorities {
    if (phase != RotationPhase.NONE && next.isEmpty()) {
      throw new IllegalArgumentException("authorities: no next one in " + phase);
    }
  }

  /** Signs what workloads ask for. */
  CertificateAuthority signer() {
    return switch (phase) {
      case NONE, TRUST_BOTH -> present;
      case SIGN_WITH_NEW, DROP_OLD -> successor();
    };
  }

  /** Of the control plane's own certificate: a token that pins the old root is good to the end. */
  CertificateAuthority shown() {
    return switch (phase) {
      case NONE, TRUST_BOTH, SIGN_WITH_NEW -> present;
      case DROP_OLD -> successor();
    };
  }

  TrustBundle bundle() {
    return switch (phase) {
      case NONE -> present.bundle();
      case TRUST_BOTH, SIGN_WITH_NEW -> present.bundle().and(successor().bundle());
      case DROP_OLD -> successor().bundle();
    };
  }

  /** Which roots a join token may pin, and a new one does. */
  List<KeyHash> pins() {
    return switch (phase) {
      case NONE -> List.of(present.pin());
      case TRUST_BOTH, SIGN_WITH_NEW -> List.of(present.pin(), successor().pin());
      case DROP_OLD -> List.of(successor().pin());
    };
  }

  /** The root that all are to end with. */
  KeyHash target() {
    return next.orElse(present).pin();
  }

  Authorities in(RotationPhase newPhase) {
    return switch (newPhase) {
      case NONE ->
          phase == RotationPhase.DROP_OLD
              ? new Authorities(newPhase, successor(), Optional.empty(), dropped)
              : new Authorities(newPhase, present, Optional.empty(), dropped);
      case TRUST_BOTH, SIGN_WITH_NEW, DROP_OLD -> new Authorities(newPhase, present, next, dropped);
    };
  }

  Authorities withNext(CertificateAuthority successor) {
    return new Authorities(phase, present, Optional.of(successor), dropped);
  }

  Authorities withDropped(Optional<TrustBundle> roots) {
    return new Authorities(phase, present, next, roots);
  }

  private CertificateAuthority successor() {
    return next.orElseThrow();
  }
}
