package io.heddle.controlplane.identity;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.KeyHash;
import io.heddle.certs.RequestRejectedException;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.rotation.SignedBy;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Signs the keys of workloads. Blocks on the disk: runs on the issuing thread. */
final class Issuer {
  /** When to ask again while the state directory takes no write. */
  static final Duration STATE_RETRY = Duration.ofSeconds(30);

  private final IdentityConfig config;
  private final AuthoritiesInForce authorities;
  private final TokenStore tokens;
  private final Registrations registrations;
  private final InstantSource clock;

  Issuer(
      IdentityConfig config,
      AuthoritiesInForce authorities,
      TokenStore tokens,
      Registrations registrations,
      InstantSource clock) {
    this.config = config;
    this.authorities = authorities;
    this.tokens = tokens;
    this.registrations = registrations;
    this.clock = clock;
  }

  /** A signed chain, leaf first, without the root. */
  record Issued(Registration registration, List<X509Certificate> chain, KeyHash root) {
    Instant notAfter() {
      return chain.getFirst().getNotAfter().toInstant();
    }

    Enrolled enrolled(KeyHash key) {
      return new Enrolled(registration, notAfter(), key, SignedBy.only(root));
    }
  }

  /** Who the bearer of a token is to be. */
  Registration registration(JoinToken token, String uid) throws RefusedException {
    TokenFile kept = tokens.check(token);
    return new Registration(
        uid,
        SpiffeId.of(config.trustDomain(), kept.namespace(), kept.service()),
        kept.namespace(),
        kept.service(),
        kept.labels());
  }

  /** Admits a new instance: the use of the token is taken only when all else is in order. */
  Issued enroll(JoinToken token, Registration registration, byte[] der) throws RefusedException {
    SigningRequest request = read(der, registration.id());
    KeyHash key = KeyHash.of(request.publicKey());
    registrations.requireFree(registration, key);
    tokens.redeem(token, key);
    Issued issued = sign(registration, request);
    registrations.admit(issued.enrolled(key));
    return issued;
  }

  /** Signs the next key of an instance that is known by its certificate or its session. */
  Issued renew(Registration registration, byte[] der) throws RefusedException {
    SigningRequest request = read(der, registration.id());
    Issued issued = sign(registration, request);
    registrations.renewed(issued.enrolled(KeyHash.of(request.publicKey())));
    return issued;
  }

  private static SigningRequest read(byte[] der, SpiffeId expected) throws RefusedException {
    try {
      SigningRequest request = SigningRequest.parse(der);
      request.requireId(expected);
      return request;
    } catch (RequestRejectedException e) {
      RefusalReason reason =
          e.reason() == RequestRejectedException.Reason.OTHER_IDENTITY
              ? RefusalReason.CSR_OTHER_IDENTITY
              : RefusalReason.CSR_INVALID;
      throw new RefusedException(reason, String.valueOf(e.getMessage()));
    }
  }

  private Issued sign(Registration registration, SigningRequest request) throws RefusedException {
    CertificateAuthority authority = authorities.now().signer();
    try {
      return new Issued(
          registration,
          authority.sign(request, registration.id(), registration.uid(), config.lifetime(), clock),
          authority.pin());
    } catch (IllegalStateException e) {
      throw new RefusedException(
          RefusalReason.AUTHORITY_FAILED, String.valueOf(e.getMessage()), STATE_RETRY);
    }
  }
}
