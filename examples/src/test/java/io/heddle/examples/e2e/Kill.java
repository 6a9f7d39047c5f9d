package io.heddle.examples.e2e;

import java.time.Instant;
import java.time.InstantSource;

/** The sudden end of a process. */
final class Kill {
  private Kill() {}

  /** Returns when it is dead, and since when. */
  static Instant of(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
    return InstantSource.system().instant();
  }
}
