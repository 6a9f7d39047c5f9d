package io.heddle.proxy;

/** The sidecar cannot start on this machine as it is; the message is all there is to say. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
