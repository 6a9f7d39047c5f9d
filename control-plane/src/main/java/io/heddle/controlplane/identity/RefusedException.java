package io.heddle.controlplane.identity;

import io.grpc.Status;
import java.time.Duration;

/** A refusal on its way to whoever asked; its message is meant to be read there. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;
  private final Duration retryAfter;

  RefusedException(RefusalReason reason, String message) {
    this(reason, message, Duration.ZERO);
  }

  /** Zero: the same request will be refused again. */
  RefusedException(RefusalReason reason, String message, Duration retryAfter) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  RefusalReason reason() {
    return reason;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  String text() {
    String message = getMessage();
    return message == null ? reason.label() : message;
  }

  Status status() {
    return Status.fromCode(reason.code().orElse(Status.Code.INTERNAL)).withDescription(text());
  }
}
