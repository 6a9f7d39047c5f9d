package io.heddle.examples.market;

/** Who ended a session, as the market saw it. */
public enum EndedBy {
  CLIENT,
  /** The market was asked to stop. */
  MARKET,
  /** The connection broke, or the stream was reset. */
  FAULT
}
