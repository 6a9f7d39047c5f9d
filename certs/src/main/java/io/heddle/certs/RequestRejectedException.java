package io.heddle.certs;

/** A certificate signing request that must not be signed, with the rule it breaks. */
public final class RequestRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The rule that was broken; countable. */
  public enum Reason {
    MALFORMED,
    TOO_LARGE,
    KEY,
    SIGNATURE,
    OTHER_NAMES,
    SEVERAL_IDS,
    BAD_ID,
    OTHER_IDENTITY
  }

  private final Reason reason;

  RequestRejectedException(Reason reason, String message) {
    super("signing request: " + message);
    this.reason = reason;
  }

  RequestRejectedException(Reason reason, String message, Throwable cause) {
    super("signing request: " + message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
