package io.heddle.controlplane.identity;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The workloads that are part of the mesh now, one session each. Confined to the mesh thread. */
final class Sessions {
  private final WorkloadListener listener;
  private final IdentityObserver observer;
  private final int max;
  private final Map<String, Joined> joined = new HashMap<>();
  private long joins;
  private int open;

  Sessions(WorkloadListener listener, IdentityObserver observer, int max) {
    this.listener = listener;
    this.observer = observer;
    this.max = max;
  }

  /** A session, and a number that no other has. */
  record Joined(SessionStream session, long number) {}

  WorkloadListener listener() {
    return listener;
  }

  /** Counts a stream, whoever it turns out to be. */
  void opened() throws RefusedException {
    if (open >= max) {
      throw new RefusedException(
          RefusalReason.TOO_MANY_SESSIONS,
          "sessions: " + open + " (expected: at most " + max + ")");
    }
    open++;
  }

  void closed() {
    open--;
  }

  /** An earlier session of the same instance makes way. */
  void join(SessionStream session) {
    Joined earlier = joined.get(session.registration().uid());
    if (earlier != null) {
      earlier.session().replaced();
    }
    joined.put(session.registration().uid(), new Joined(session, ++joins));
    observer.sessionOpened(session.registration());
    listener.joined(session);
  }

  /** By instance. */
  Map<String, Joined> joined() {
    return Collections.unmodifiableMap(joined);
  }

  void leave(SessionStream session) {
    String uid = session.registration().uid();
    Joined present = joined.get(uid);
    if (present != null && present.session() == session) {
      joined.remove(uid);
      observer.sessionClosed(session.registration());
      listener.left(session);
    }
  }
}
