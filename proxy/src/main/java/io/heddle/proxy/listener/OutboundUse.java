package io.heddle.proxy.listener;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Which connections use an outbound listener, over all event loops; may be used on any thread.
 *
 * <p>Whether it is followed and how many connections there are is one number, so that it is never
 * let go of while a connection comes: that one either keeps it, or knows that it has to ask.
 */
public final class OutboundUse {
  /** Added to the number of connections while nobody follows the listener. */
  private static final int UNFOLLOWED = Integer.MIN_VALUE;

  private final LongSupplier nanoTicker;
  private final AtomicInteger connections = new AtomicInteger(UNFOLLOWED);
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile long lastUsedNanos;

  OutboundUse(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
    this.lastUsedNanos = nanoTicker.getAsLong();
  }

  /** A connection comes; true: it is the first that has to ask for the listener. */
  boolean enter() {
    lastUsedNanos = nanoTicker.getAsLong();
    return connections.incrementAndGet() < 0 && asked.compareAndSet(false, true);
  }

  /** It was closed. */
  void leave() {
    lastUsedNanos = nanoTicker.getAsLong();
    connections.decrementAndGet();
  }

  /** Whether what is known of the listener is kept up to date for the connections of now. */
  boolean isFollowed() {
    return connections.get() >= 0;
  }

  public long lastUsedNanos() {
    return lastUsedNanos;
  }

  /** Connections need not ask from here on. */
  public void follow() {
    connections.getAndUpdate(it -> it < 0 ? it - UNFOLLOWED : it);
    asked.set(false);
  }

  /** The next connection has to ask again. */
  public void unfollow() {
    asked.set(false);
    connections.getAndUpdate(it -> it < 0 ? it : it + UNFOLLOWED);
  }

  /** The same, unless there is a connection, open or held. */
  public boolean tryUnfollow() {
    if (connections.get() == UNFOLLOWED) {
      return true;
    }
    // Reset before, for a connection may ask as soon as it is let go of.
    asked.set(false);
    return connections.compareAndSet(0, UNFOLLOWED);
  }
}
