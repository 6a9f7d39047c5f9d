package io.heddle.controlplane.admin;

/** What was asked makes no sense; the message says why, and what would. */
final class BadQueryException extends Exception {
  private static final long serialVersionUID = 1;

  BadQueryException(String message) {
    super(message);
  }
}
