package io.heddle.controlplane.identity;

import java.util.HashMap;
import java.util.Map;

/** The workloads that are part of the mesh now, one session each. Confined to the mesh thread. */
final class Sessions {
  private final WorkloadListener listener;
  private final IdentityObserver observer;
  private final int max;
  private final Map<String, SessionStream> joined = new HashMap<>();
  private int open;

  Sessions(WorkloadListener listener, IdentityObserver observer, int max) {
    this.listener = listener;
    this.observer = observer;
    this.max = max;
  }

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
    SessionStream earlier = joined.get(session.registration().uid());
    if (earlier != null) {
      earlier.replaced();
    }
    joined.put(session.registration().uid(), session);
    observer.sessionOpened(session.registration());
    listener.joined(session);
  }

  void leave(SessionStream session) {
    if (joined.remove(session.registration().uid(), session)) {
      observer.sessionClosed(session.registration());
      listener.left(session);
    }
  }
}
