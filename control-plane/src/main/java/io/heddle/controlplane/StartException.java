package io.heddle.controlplane;

/** The control plane cannot start; the message is the one line that the user sees. */
final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
