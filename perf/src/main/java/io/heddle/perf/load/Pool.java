package io.heddle.perf.load;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The idle connections to one target; the one used last is reused first. */
final class Pool {
  private final long reuseIdleNanos;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();

  Pool(long reuseIdleNanos) {
    this.reuseIdleNanos = reuseIdleNanos;
  }

  @Nullable Connection take() {
    return idle.pollLast();
  }

  void put(Connection connection) {
    idle.addLast(connection);
  }

  void remove(Connection connection) {
    idle.remove(connection);
  }

  /** An idle connection past its time, no longer in the pool. */
  @Nullable Connection takeExpired(long nowNanos) {
    Connection oldest = idle.peekFirst();
    boolean expired = oldest != null && nowNanos - oldest.idleSinceNanos() >= reuseIdleNanos;
    return expired ? idle.pollFirst() : null;
  }
}
