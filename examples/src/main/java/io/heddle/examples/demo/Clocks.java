package io.heddle.examples.demo;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Where dates, durations and waiting come from. */
record Clocks(InstantSource clock, LongSupplier ticker, Pause pause) {
  static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime, Thread::sleep);
}
