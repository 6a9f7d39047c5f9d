package io.heddle.controlplane.xds;

import java.util.Optional;

/**
 * Why a name is dirty.
 *
 * @param oldest the first generation that the client has not been told
 * @param latest the last one that changed it
 * @param previous the content before the last change; what there is to tell of a resource that is
 *     gone
 */
record DirtyMark(long oldest, long latest, Cause cause, Optional<EncodedResource> previous) {
  /** What made a name dirty. */
  enum Cause {
    CHANGE,
    /** The client asked: it is answered whatever holds changes back. */
    QUESTION
  }

  DirtyMark changedAgain(long generation, Optional<EncodedResource> before) {
    return new DirtyMark(oldest, generation, cause, before);
  }

  boolean isQuestion() {
    return cause == Cause.QUESTION;
  }
}
