package io.heddle.controlplane.xds;

import java.util.Optional;

/**
 * Why a name is dirty.
 *
 * @param oldest the first generation that the client has not been told
 * @param latest the last one that changed it
 * @param previous what the client has, if the first change was to something it had
 */
record Dirt(long oldest, long latest, Cause cause, Optional<EncodedResource> previous) {
  /** What made a name dirty. */
  enum Cause {
    CHANGE,
    /** The client asked: it is answered whatever holds changes back. */
    QUESTION
  }

  Dirt changedAgain(long generation) {
    return new Dirt(oldest, generation, cause, previous);
  }

  boolean isQuestion() {
    return cause == Cause.QUESTION;
  }
}
