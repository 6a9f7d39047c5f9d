package io.heddle.controlplane.rotation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Gives each session its own moment to renew, so that not all are signed in the same second. */
final class RenewalTurns {
  private final RotationTimes times;
  private final RandomGenerator random;
  private final Map<String, Turn> turns = new HashMap<>();

  RenewalTurns(RotationTimes times, RandomGenerator random) {
    this.times = times;
    this.random = random;
  }

  private record Turn(long session, long dueNanos) {}

  /** Whether it is this session's turn now; then the next is a while later. */
  boolean take(String uid, long session, long nowNanos) {
    Turn turn = turns.get(uid);
    if (turn == null || turn.session() != session) {
      turn = new Turn(session, nowNanos + upTo(times.renewWithin()));
      turns.put(uid, turn);
    }
    if (nowNanos - turn.dueNanos() < 0) {
      return false;
    }
    turns.put(uid, new Turn(session, nowNanos + times.renewAgain().toNanos()));
    return true;
  }

  /** Forgets all but these. */
  void retain(Set<String> uids) {
    turns.keySet().retainAll(uids);
  }

  void clear() {
    turns.clear();
  }

  private long upTo(Duration most) {
    return random.nextLong(most.toNanos() + 1);
  }
}
