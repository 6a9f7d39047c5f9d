package io.heddle.certs;

import java.security.cert.CertificateException;

/** A certificate chain that is not an X509-SVID of the trust domain, with the rule it breaks. */
public final class SvidRejectedException extends CertificateException {
  private static final long serialVersionUID = 1L;

  /** The rule that was broken; countable. */
  public enum Reason {
    CHAIN_LENGTH,
    NO_URI_NAME,
    SEVERAL_URI_NAMES,
    BAD_SPIFFE_ID,
    NO_PATH,
    OTHER_TRUST_DOMAIN,
    IS_AUTHORITY,
    KEY_USAGE,
    EXTENDED_KEY_USAGE,
    NOT_YET_VALID,
    EXPIRED,
    BAD_INTERMEDIATE,
    WEAK_SIGNATURE,
    UNTRUSTED,
    /** A good certificate, but of somebody else than expected. */
    OTHER_PEER,
    /** No certificate of the chain is the pinned root. */
    NOT_PINNED
  }

  private final Reason reason;

  public SvidRejectedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SvidRejectedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
