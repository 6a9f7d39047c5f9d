package io.heddle.controlplane.rollout;

/**
 * What sidecars counted.
 *
 * @param misdirected request heads that reached an instance before its application first passed its
 *     check, or after its release
 * @param refused answered with the unprocessed mark
 * @param failed answered by the mesh itself with 5xx, or cut
 * @param redispatched sent to another instance; no byte had reached an application
 * @param repeated non-idempotent, sent again after a byte had reached an application
 * @param moved calls and connections that an instance's drain ended in order
 */
public record Counts(
    long misdirected, long refused, long failed, long redispatched, long repeated, long moved) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  Counts plus(Counts other) {
    return new Counts(
        misdirected + other.misdirected,
        refused + other.refused,
        failed + other.failed,
        redispatched + other.redispatched,
        repeated + other.repeated,
        moved + other.moved);
  }

  Counts minus(Counts other) {
    return new Counts(
        misdirected - other.misdirected,
        refused - other.refused,
        failed - other.failed,
        redispatched - other.redispatched,
        repeated - other.repeated,
        moved - other.moved);
  }

  /** Whether any count is less than in {@code other}. */
  boolean isBelow(Counts other) {
    return misdirected < other.misdirected
        || refused < other.refused
        || failed < other.failed
        || redispatched < other.redispatched
        || repeated < other.repeated
        || moved < other.moved;
  }
}
