package io.heddle.proxy.memory;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The bytes that one event loop holds, and how careful it has to be; used on that loop only.
 *
 * <p>The kernel takes bytes without telling, so the count can be too high. Before that has
 * consequences, and now and then, it is made again from the connections.
 */
public final class LoopMemory {
  private static final long RECOUNT_NANOS = Duration.ofMillis(50).toNanos();
  private static final int LOOK_MILLIS = 500;
  private static final int LOOK_WHEN_TIGHT_MILLIS = 50;

  /** Smaller changes than this part of the bound are not told to the other loops. */
  private static final int PARTS_TOLD = 4_096;

  private final MemoryBound bound;
  private final int index;
  private final EventLoop eventLoop;
  private final LongSupplier nanoTicker;
  private final Levels levels;
  private final long step;
  private final Set<ChannelMemory> channels = new LinkedHashSet<>();
  private final Runnable tick = this::tick;

  private long held;
  private long told;
  private Level level = Level.AMPLE;
  private long recountedNanos;
  private boolean ticking;

  /**
   * @param index which loop of the bound this is
   */
  public LoopMemory(MemoryBound bound, int index, EventLoop eventLoop, LongSupplier nanoTicker) {
    this.bound = bound;
    this.index = index;
    this.eventLoop = eventLoop;
    this.nanoTicker = nanoTicker;
    this.levels = new Levels(bound.bytes());
    this.step = bound.bytes() / PARTS_TOLD;
    this.recountedNanos = nanoTicker.getAsLong() - RECOUNT_NANOS;
  }

  /** Bytes were put aside outside of a connection's own buffers. */
  public void add(long bytes) {
    held += bytes;
    changed();
  }

  public void remove(long bytes) {
    held -= bytes;
    changed();
  }

  /** Is so much held that nothing is kept which is not needed, and nobody gets far ahead? */
  public boolean isTight() {
    return level != Level.AMPLE;
  }

  /** Is so much held that no new request is taken? */
  public boolean isFull() {
    look();
    return level == Level.FULL;
  }

  long heldBytes() {
    return held;
  }

  void opened(ChannelMemory channel) {
    channels.add(channel);
    if (isTight()) {
      channel.tighten();
    }
  }

  void closed(ChannelMemory channel, long counted) {
    channels.remove(channel);
    remove(counted);
  }

  /** Counts every connection anew, so that the sum is true now. */
  void recount() {
    recountedNanos = nanoTicker.getAsLong();
    for (ChannelMemory channel : channels) {
      held += channel.recount();
    }
    tell();
  }

  private void changed() {
    if (level != Level.AMPLE || Math.abs(held - told) > step || (held == 0 && told != 0)) {
      tell();
      look();
    }
    arm();
  }

  private void arm() {
    if (!ticking && (held != 0 || isTight()) && !eventLoop.isShuttingDown()) {
      ticking = true;
      var _ =
          eventLoop.schedule(
              tick, isTight() ? LOOK_WHEN_TIGHT_MILLIS : LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tell() {
    told = held;
    bound.publish(index, held);
  }

  private void tick() {
    ticking = false;
    recount();
    look();
    arm();
  }

  private void look() {
    long all = held + bound.heldByOthers(index);
    if (levels.next(level, all) == level && level == Level.AMPLE) {
      return;
    }
    if (nanoTicker.getAsLong() - recountedNanos >= RECOUNT_NANOS) {
      recount();
      all = held + bound.heldByOthers(index);
    }
    become(levels.next(level, all));
  }

  private void become(Level next) {
    boolean wasTight = isTight();
    level = next;
    if (wasTight == isTight()) {
      return;
    }
    for (ChannelMemory channel : channels) {
      if (isTight()) {
        channel.tighten();
      } else {
        channel.loosen();
      }
    }
  }
}
