package io.heddle.perf.controlplane;

/**
 * What the n-th message of a churn says: by turns, an instance leaves, and one that left a moment
 * ago comes back.
 *
 * @param instance of the steady service, by number
 */
record ChurnStep(Kind kind, int instance) {
  static final int PER_SECOND = 10;

  /** An instance is away for so many messages, and then here for about as many. */
  private static final int AWAY = 9;

  enum Kind {
    LEAVE,
    ENTER,
    /** At the beginning nobody is away yet. */
    NOTHING
  }

  static ChurnStep at(int message) {
    if (message % 2 == 0) {
      return new ChurnStep(Kind.LEAVE, message / 2 % MeshObjects.STEADY_INSTANCES);
    }
    int left = message - AWAY;
    return left < 0
        ? new ChurnStep(Kind.NOTHING, 0)
        : new ChurnStep(Kind.ENTER, left / 2 % MeshObjects.STEADY_INSTANCES);
  }
}
