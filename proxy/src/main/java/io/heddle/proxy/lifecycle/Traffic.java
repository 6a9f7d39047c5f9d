package io.heddle.proxy.lifecycle;

/** Who still talks to this instance. */
public interface Traffic {
  /** Every mesh connection was closed by its client and nothing else is in flight. */
  boolean isQuiet();

  /** Requests and opaque connections that the application has not ended. */
  int inFlight();
}
