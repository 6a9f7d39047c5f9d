package io.heddle.examples.mix;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Where dates, durations and waiting come from. */
public record Timing(InstantSource clock, LongSupplier ticker, Pause pause) {
  public static final Timing SYSTEM =
      new Timing(InstantSource.system(), System::nanoTime, Thread::sleep);

  /** Lets time pass. */
  public interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }
}
