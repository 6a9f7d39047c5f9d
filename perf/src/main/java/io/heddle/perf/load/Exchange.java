package io.heddle.perf.load;

import org.jspecify.annotations.Nullable;

/** One request of the run: who it is, when it was due, and what a right answer repeats. */
final class Exchange {
  final int sequence;
  final Method method;
  final long intendedNanos;
  final int target;
  final String id;
  final String bodyHash;
  @Nullable Connection connection;
  private boolean done;

  Exchange(
      int sequence, Method method, long intendedNanos, int target, String id, String bodyHash) {
    this.sequence = sequence;
    this.method = method;
    this.intendedNanos = intendedNanos;
    this.target = target;
    this.id = id;
    this.bodyHash = bodyHash;
  }

  boolean isDone() {
    return done;
  }

  void markDone() {
    done = true;
    connection = null;
  }
}
