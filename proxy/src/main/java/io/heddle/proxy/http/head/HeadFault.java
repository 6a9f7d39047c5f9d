package io.heddle.proxy.http.head;

import io.heddle.proxy.http.Failure;

/** A head that is well-formed byte by byte and still must not be forwarded. */
public final class HeadFault extends Exception {
  private static final long serialVersionUID = 1;

  private final Failure failure;

  public HeadFault(Failure failure, String message) {
    super(message, null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
