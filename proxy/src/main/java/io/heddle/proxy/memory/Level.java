package io.heddle.proxy.memory;

/** How careful an event loop has to be with memory. */
enum Level {
  AMPLE,
  /** A connection is read when what it sent before has left. */
  TIGHT,
  /** No new request is taken, either. */
  FULL
}
