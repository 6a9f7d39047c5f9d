package io.heddle.proxy.lifecycle;

import java.util.Set;

/** Who still talks to this instance. */
public interface Traffic {
  /**
   * Every mesh connection was closed by its client and nothing else is in flight.
   *
   * @param notWaitedFor uids of instances whose connections may stay open while they carry nothing
   */
  boolean isQuietBut(Set<String> notWaitedFor);

  /**
   * Ends in order what lasts for as long as its client and its application like: they begin anew,
   * elsewhere.
   */
  void moveOn();

  /** Requests and opaque connections that the application has not ended. */
  int inFlight();
}
