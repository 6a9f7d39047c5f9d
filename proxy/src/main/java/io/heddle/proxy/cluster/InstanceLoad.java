package io.heddle.proxy.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * How busy the application is, over all event loops. Each loop writes its own cell only, so no loop
 * waits for another; readers see sums that may be a moment old.
 */
public final class InstanceLoad {
  private static final double SMOOTHING = 0.1;

  private final Cell[] cells;

  public InstanceLoad(int loops) {
    cells = IntStream.range(0, loops).mapToObj(_ -> new Cell()).toArray(Cell[]::new);
  }

  /** The cell of one loop. */
  public Cell cell(int loop) {
    return cells[loop];
  }

  /** Requests and opaque connections that the application has and has not ended. */
  public int inFlight() {
    int sum = 0;
    for (Cell cell : cells) {
      sum += cell.inFlight.get();
    }
    return sum;
  }

  /** How many have begun since the start. */
  public long begun() {
    long sum = 0;
    for (Cell cell : cells) {
      sum += cell.begun.get();
    }
    return sum;
  }

  /** One loop's part; written by that loop only. */
  public final class Cell {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private double smoothedNanos;

    private Cell() {}

    public void begin() {
      begun.lazySet(begun.get() + 1);
      inFlight.lazySet(inFlight.get() + 1);
    }

    public void end() {
      inFlight.lazySet(inFlight.get() - 1);
    }

    void served(long nanos) {
      smoothedNanos =
          smoothedNanos == 0 ? nanos : smoothedNanos + SMOOTHING * (nanos - smoothedNanos);
    }

    int serviceMillis() {
      return (int) Math.min(Integer.MAX_VALUE, Math.round(smoothedNanos / 1e6));
    }

    int inFlightEverywhere() {
      return InstanceLoad.this.inFlight();
    }
  }
}
