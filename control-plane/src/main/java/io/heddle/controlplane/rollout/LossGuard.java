package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.ServiceName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets lost sessions alone take at most half of a service in any window, and never its last
 * instance: that so many are lost says more about the network to here than about them.
 */
final class LossGuard {
  private final long windowNanos;
  private final Map<ServiceName, Deque<Long>> drops = new HashMap<>();

  LossGuard(Duration window) {
    this.windowNanos = window.toNanos();
  }

  /** Whether one more of {@code serving} instances may go; if so it is counted. */
  boolean tryDrop(ServiceName service, int serving, long nowNanos) {
    int recent = recent(service, nowNanos);
    int before = serving + recent;
    if ((recent + 1) * 2 > before) {
      return false;
    }
    drops.computeIfAbsent(service, _ -> new ArrayDeque<>()).addLast(nowNanos);
    return true;
  }

  /** When the oldest counted loss leaves the window; {@code Long.MAX_VALUE} if there is none. */
  long nextChangeNanos(ServiceName service) {
    Deque<Long> counted = drops.get(service);
    return counted == null || counted.isEmpty() ? Long.MAX_VALUE : counted.getFirst() + windowNanos;
  }

  private int recent(ServiceName service, long nowNanos) {
    Deque<Long> counted = drops.get(service);
    if (counted == null) {
      return 0;
    }
    while (!counted.isEmpty() && nowNanos - counted.getFirst() >= windowNanos) {
      counted.removeFirst();
    }
    if (counted.isEmpty()) {
      drops.remove(service);
      return 0;
    }
    return counted.size();
  }
}
