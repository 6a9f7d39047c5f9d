package io.heddle.proxy.filter.gate;

/** Where this instance is in its life, as far as callers notice; set by any thread. */
public final class InboundGate {
  private volatile State state = State.BEFORE_FIRST_PASS;

  /** What callers meet. */
  public enum State {
    /** The application has not passed its checks yet: mesh requests are refused, and counted. */
    BEFORE_FIRST_PASS,
    OPEN,
    /** Serves, but says that it drains and that connections end. */
    ANNOUNCING,
    /** The wait for clients is over: mesh requests are refused. */
    REFUSING,
    /** As refusing; a request now is misdirected, for every client had let go. */
    RELEASED
  }

  public State state() {
    return state;
  }

  public void to(State next) {
    state = next;
  }

  public boolean isAnnouncing() {
    return switch (state) {
      case ANNOUNCING, REFUSING, RELEASED -> true;
      case BEFORE_FIRST_PASS, OPEN -> false;
    };
  }

  public boolean isRefusing() {
    return switch (state) {
      case BEFORE_FIRST_PASS, REFUSING, RELEASED -> true;
      case OPEN, ANNOUNCING -> false;
    };
  }

  boolean isMisdirecting() {
    return switch (state) {
      case BEFORE_FIRST_PASS, RELEASED -> true;
      case OPEN, ANNOUNCING, REFUSING -> false;
    };
  }
}
