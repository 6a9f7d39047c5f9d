package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;

/** A head that is well-formed byte by byte and still must not be forwarded. */
final class HeadFault extends Exception {
  private static final long serialVersionUID = 1;

  private final Failure failure;

  HeadFault(Failure failure, String message) {
    super(message, null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
