package io.heddle.proxy.lifecycle;

import java.util.function.Consumer;

/** Checks the application once. */
interface Probe {
  /** Gives exactly one outcome, on the event loop and within the check's timeout. */
  void check(Consumer<ProbeOutcome> outcome);
}
