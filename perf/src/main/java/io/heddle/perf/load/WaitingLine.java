package io.heddle.perf.load;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Requests that wait for a connection, first come first served. */
final class WaitingLine {
  private final int limit;
  private final ArrayDeque<Waiting> line = new ArrayDeque<>();

  WaitingLine(int limit) {
    this.limit = limit;
  }

  void add(Waiting waiting) throws IOException {
    if (length() == limit) {
      throw new IOException("waiting: " + limit + " requests (expected: fewer)");
    }
    line.addLast(waiting);
  }

  /** The first that still waits; null if nobody does. */
  @Nullable Waiting poll() {
    forgetDone();
    return line.pollFirst();
  }

  /** How many wait; those whose time ran out meanwhile are not among them. */
  int length() {
    forgetDone();
    return line.size();
  }

  /** Time runs out in the order in which requests came. */
  private void forgetDone() {
    Waiting first = line.peekFirst();
    while (first != null && first.exchange().isDone()) {
      line.removeFirst();
      first = line.peekFirst();
    }
  }
}
