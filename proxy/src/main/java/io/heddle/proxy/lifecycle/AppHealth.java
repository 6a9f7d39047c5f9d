package io.heddle.proxy.lifecycle;

/** What a row of checks says about the application. */
final class AppHealth {
  private final int failuresToUnhealthy;
  private final ApplicationListener listener;
  private State state = State.UNKNOWN;
  private int failures;

  private enum State {
    UNKNOWN,
    HEALTHY,
    UNHEALTHY
  }

  AppHealth(int failuresToUnhealthy, ApplicationListener listener) {
    this.failuresToUnhealthy = failuresToUnhealthy;
    this.listener = listener;
  }

  boolean isHealthy() {
    return state == State.HEALTHY;
  }

  void onOutcome(ProbeOutcome outcome) {
    switch (outcome) {
      case ProbeOutcome.Passed() -> passed();
      case ProbeOutcome.Refused(var cause) -> unhealthy(cause);
      case ProbeOutcome.Failed(var cause) -> {
        failures++;
        if (state != State.HEALTHY || failures >= failuresToUnhealthy) {
          unhealthy(cause);
        }
      }
    }
  }

  /** The application's process has ended; nothing has to be asked. */
  void gone(String cause) {
    unhealthy(cause);
  }

  private void passed() {
    failures = 0;
    if (state != State.HEALTHY) {
      state = State.HEALTHY;
      listener.onHealthy();
    }
  }

  private void unhealthy(String cause) {
    if (state != State.UNHEALTHY) {
      state = State.UNHEALTHY;
      listener.onUnhealthy(cause);
    }
  }
}
