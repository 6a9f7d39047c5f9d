package io.heddle.perf.load;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The fixed number of connections to one target, and who waits for one of them. */
final class Lane {
  /** More than come in the usual timeout at 10,000 a second. */
  private static final int MAX_WAITING = 65_536;

  private final int size;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final WaitingLine line = new WaitingLine(MAX_WAITING);
  private int open;

  Lane(int size) {
    this.size = size;
  }

  /** May one more be opened? One that was lost is replaced by the next request. */
  boolean mayOpen() {
    return open < size;
  }

  boolean hasRoom() {
    return mayOpen() || !idle.isEmpty();
  }

  /** The one that has been idle for longest: so all are used in turn. */
  @Nullable Connection take() {
    return idle.pollFirst();
  }

  void opened() {
    open++;
  }

  void put(Connection connection) {
    idle.addLast(connection);
  }

  void closed(Connection connection) {
    idle.remove(connection);
    open--;
  }

  void await(Waiting waiting) throws IOException {
    line.add(waiting);
  }

  @Nullable Waiting next() {
    return line.poll();
  }

  int waiting() {
    return line.length();
  }
}
