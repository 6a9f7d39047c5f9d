package io.heddle.proxy.http;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Coarse timers of one event loop: a linked list that is walked every {@value #TICK_MILLIS} ms, so
 * that arming, moving and dropping a deadline allocates nothing. For limits of seconds and more.
 */
public final class Deadlines {
  public static final long TICK_MILLIS = 100;

  /** Never expires. */
  public static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop;
  private final LongSupplier nanoTicker;
  private final Runnable tick = this::tick;
  private @Nullable Deadline first;
  private boolean ticking;

  public Deadlines(EventLoop loop, LongSupplier nanoTicker) {
    this.loop = loop;
    this.nanoTicker = nanoTicker;
  }

  public long now() {
    return nanoTicker.getAsLong();
  }

  /** Something that expires; add it once, then move its time as often as needed. */
  public abstract static class Deadline {
    private @Nullable Deadline previous;
    private @Nullable Deadline next;
    private boolean added;
    private long atNanos = NEVER;

    /** From the ticker's time; {@link #NEVER} disarms. */
    public final void expireAt(long nanos) {
      atNanos = nanos;
    }

    /** Called once for each time that was set; may remove the deadline. */
    protected abstract void onExpired();
  }

  public void add(Deadline deadline) {
    if (deadline.added) {
      return;
    }
    deadline.added = true;
    deadline.next = first;
    if (first != null) {
      first.previous = deadline;
    }
    first = deadline;
    if (!ticking) {
      ticking = true;
      schedule();
    }
  }

  public void remove(Deadline deadline) {
    if (!deadline.added) {
      return;
    }
    deadline.added = false;
    if (deadline.previous == null) {
      first = deadline.next;
    } else {
      deadline.previous.next = deadline.next;
    }
    if (deadline.next != null) {
      deadline.next.previous = deadline.previous;
    }
    deadline.previous = null;
    // "next" stays: a walk that stands on this deadline goes on from here.
  }

  private void tick() {
    long now = now();
    Deadline deadline = first;
    while (deadline != null) {
      Deadline next = deadline.next;
      if (deadline.added && deadline.atNanos != NEVER && now - deadline.atNanos >= 0) {
        deadline.atNanos = NEVER;
        deadline.onExpired();
      }
      deadline = next;
    }
    if (first == null) {
      ticking = false;
    } else {
      schedule();
    }
  }

  private void schedule() {
    if (!loop.isShuttingDown()) {
      var _ = loop.schedule(tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
