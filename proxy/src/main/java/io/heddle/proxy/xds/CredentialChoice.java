package io.heddle.proxy.xds;

import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Chooses the credential of the next connection: the certificate if there is one. */
final class CredentialChoice {
  /** For so long an expired certificate may still ask for a new one. */
  private static final Duration EXPIRED_MAY_RENEW = Duration.ofDays(30);

  private final Optional<JoinToken> token;
  private boolean certificateRefused;

  CredentialChoice(Optional<JoinToken> token) {
    this.token = token;
  }

  /** Empty: there is none at all. */
  Optional<Credential> choose(Optional<X509Svid> svid, Optional<TrustBundle> bundle, Instant now) {
    Optional<Credential> certificate =
        svid.flatMap(it -> bundle.map(roots -> new Credential.Certificate(it, roots)));
    boolean stale =
        svid.filter(it -> now.isAfter(it.leaf().getNotAfter().toInstant().plus(EXPIRED_MAY_RENEW)))
            .isPresent();
    if (token.isPresent() && (certificate.isEmpty() || stale || certificateRefused)) {
      return token.map(Credential.Token::new);
    }
    return certificate;
  }

  /** After a certificate was refused the token has its turn, and the other way round. */
  void refused(Credential credential) {
    certificateRefused = credential instanceof Credential.Certificate;
  }

  /** Whether the next attempt shows something else than {@code credential}. */
  boolean hasAlternativeTo(Credential credential) {
    return credential instanceof Credential.Certificate && token.isPresent();
  }

  void accepted() {
    certificateRefused = false;
  }
}
