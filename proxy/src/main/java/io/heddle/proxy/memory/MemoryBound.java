package io.heddle.proxy.memory;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many bytes all event loops hold together, and how many they may. Each loop writes its own
 * cell only; readers, on any thread, see a sum that may be a moment old.
 */
public final class MemoryBound {
  /** So many longs apart, cells share no cache line. */
  private static final int STRIDE = 16;

  private final long bytes;
  private final int loops;
  private final AtomicLongArray cells;

  public MemoryBound(MemorySettings settings, int loops) {
    this.bytes = settings.boundBytes();
    this.loops = loops;
    this.cells = new AtomicLongArray((loops + 1) * STRIDE);
  }

  /** Past it new requests are refused. */
  public long bytes() {
    return bytes;
  }

  public long heldBytes() {
    long sum = 0;
    for (int loop = 0; loop < loops; loop++) {
      sum += cells.getAcquire(at(loop));
    }
    return sum;
  }

  long heldByOthers(int loop) {
    long sum = 0;
    for (int other = 0; other < loops; other++) {
      if (other != loop) {
        sum += cells.getAcquire(at(other));
      }
    }
    return sum;
  }

  void publish(int loop, long held) {
    cells.setRelease(at(loop), held);
  }

  private static int at(int loop) {
    return (loop + 1) * STRIDE;
  }
}
