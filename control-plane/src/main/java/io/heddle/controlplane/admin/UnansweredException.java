package io.heddle.controlplane.admin;

/** The mesh thread gave no answer in time. */
public final class UnansweredException extends Exception {
  private static final long serialVersionUID = 1;

  UnansweredException(String message) {
    super(message);
  }
}
