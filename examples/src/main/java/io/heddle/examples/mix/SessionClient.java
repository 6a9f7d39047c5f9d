package io.heddle.examples.mix;

import java.time.Duration;

/** Holds sessions of one kind. */
interface SessionClient {
  /** Opens one, exchanges messages until it is time, and ends it; on the calling thread. */
  SessionResult hold(String id, Until until) throws InterruptedException;

  /** How long a session lasts for its client. */
  interface Until {
    /** Waits until the next message is due; false if the session is to end instead. */
    boolean next();

    /** How many messages fit, for those who have to know beforehand. */
    long messages();

    /** Between two messages. */
    Duration interval();

    /** True if the whole load is to end. */
    boolean isStopped();
  }
}
