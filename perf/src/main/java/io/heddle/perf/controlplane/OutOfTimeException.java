package io.heddle.perf.controlplane;

/** The measurement's time is over; what has not been measured by now is left out. */
final class OutOfTimeException extends Exception {
  private static final long serialVersionUID = 1L;

  OutOfTimeException() {
    super("out of time");
  }
}
