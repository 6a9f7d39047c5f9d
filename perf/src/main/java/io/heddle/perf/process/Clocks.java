package io.heddle.perf.process;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Where dates, durations and waiting come from. */
public record Clocks(InstantSource clock, LongSupplier ticker, Pause pause) {
  public static final Clocks SYSTEM =
      new Clocks(InstantSource.system(), System::nanoTime, Thread::sleep);

  /** Lets time pass; a test moves its clock instead. */
  public interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  public double millisSince(long startNanos) {
    return (ticker.getAsLong() - startNanos) / 1e6;
  }
}
