package io.heddle.controlplane.identity;

import io.grpc.Status;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a connection, a session or a signing request was refused; the label of a metric. */
public enum RefusalReason {
  NO_CREDENTIAL(Status.Code.UNAUTHENTICATED),
  TOKEN_MALFORMED(Status.Code.UNAUTHENTICATED),
  TOKEN_UNKNOWN(Status.Code.UNAUTHENTICATED),
  TOKEN_WRONG_SECRET(Status.Code.UNAUTHENTICATED),
  TOKEN_EXPIRED(Status.Code.UNAUTHENTICATED),
  TOKEN_USED_UP(Status.Code.UNAUTHENTICATED),
  /** It pins the authority of another mesh. */
  TOKEN_FOREIGN(Status.Code.UNAUTHENTICATED),
  /** Signed by another authority, or for another trust domain. */
  CERTIFICATE_FOREIGN(Status.Code.UNAUTHENTICATED),
  /** Signed by a root that was here and has been replaced. */
  CERTIFICATE_OF_DROPPED_ROOT(Status.Code.UNAUTHENTICATED),
  CERTIFICATE_EXPIRED(Status.Code.UNAUTHENTICATED),
  CERTIFICATE_INVALID(Status.Code.UNAUTHENTICATED),
  CERTIFICATE_NOT_REGISTERED(Status.Code.UNAUTHENTICATED),
  CERTIFICATE_OF_OTHER_SERVICE(Status.Code.UNAUTHENTICATED),
  CERTIFICATE_OF_OTHER_INSTANCE(Status.Code.UNAUTHENTICATED),
  /** Another instance is registered under the uid. */
  UID_TAKEN(Status.Code.UNAUTHENTICATED),
  HELLO_INVALID(Status.Code.INVALID_ARGUMENT),
  MESSAGE_UNREADABLE(Status.Code.INVALID_ARGUMENT),
  /** It came compressed, and is larger than gRPC reads. */
  MESSAGE_TOO_LARGE(Status.Code.RESOURCE_EXHAUSTED),
  /** It holds a session and does not say who it is, or asks for no certificate. */
  SESSION_SILENT(Status.Code.DEADLINE_EXCEEDED),
  TOO_MANY_SESSIONS(Status.Code.RESOURCE_EXHAUSTED),
  TOO_MANY_MESSAGES(Status.Code.RESOURCE_EXHAUSTED),
  CSR_INVALID(null),
  CSR_OTHER_IDENTITY(null),
  CSR_TOO_OFTEN(null),
  /** The state directory takes no write: nobody new is admitted. */
  STATE_NOT_WRITABLE(null),
  AUTHORITY_FAILED(null);

  private final Status.@Nullable Code code;

  RefusalReason(Status.@Nullable Code code) {
    this.code = code;
  }

  /**
   * What the call ends with; empty when only the signing request is refused and the session goes
   * on.
   */
  Optional<Status.Code> code() {
    return Optional.ofNullable(code);
  }

  /** As a metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
