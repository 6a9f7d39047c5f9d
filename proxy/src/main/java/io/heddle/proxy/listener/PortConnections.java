package io.heddle.proxy.listener;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections one listening port has, over all event loops. */
final class PortConnections {
  private final int max;
  private final AtomicInteger open = new AtomicInteger();

  PortConnections(int max) {
    this.max = max;
  }

  /** Counts the channel until it is closed; false when there are too many already. */
  boolean admit(Channel channel) {
    if (open.incrementAndGet() > max) {
      open.decrementAndGet();
      return false;
    }
    channel.closeFuture().addListener(closed -> open.decrementAndGet());
    return true;
  }
}
