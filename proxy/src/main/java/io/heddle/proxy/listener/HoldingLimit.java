package io.heddle.proxy.listener;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections may wait for their listener at once, over all event loops. */
final class HoldingLimit {
  private final int max;
  private final AtomicInteger held = new AtomicInteger();

  HoldingLimit(int max) {
    this.max = max;
  }

  boolean enter() {
    if (held.incrementAndGet() <= max) {
      return true;
    }
    held.decrementAndGet();
    return false;
  }

  void leave() {
    held.decrementAndGet();
  }
}
