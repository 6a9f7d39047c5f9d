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

  /** What came is no message; {@code why} is gRPC's word on it. */
  static RefusedException unreadable(Status why) {
    RefusalReason reason =
        why.getCode() == Status.Code.RESOURCE_EXHAUSTED
            ? RefusalReason.MESSAGE_TOO_LARGE
            : RefusalReason.MESSAGE_UNREADABLE;
    return new RefusedException(reason, String.valueOf(why.getDescription()));
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
