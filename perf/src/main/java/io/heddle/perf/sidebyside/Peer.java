package io.heddle.perf.sidebyside;

import java.io.IOException;

/** One make of sidecar, and how a pair of it is started. */
interface Peer {
  String name();

  /** Of the program, for the report. */
  String version();

  Warming warming();

  /** Starts both sidecars; whatever they need besides is ready before. */
  Pair start(Site site) throws IOException, InterruptedException;

  /** What a make needs before its figures are those of its every day. */
  enum Warming {
    /** Machine code from the start. */
    NATIVE,
    /** Code that is compiled while it runs. */
    JUST_IN_TIME
  }
}
