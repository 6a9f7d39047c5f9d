package io.heddle.perf.load;

/** What a request does that finds all open connections busy. */
public enum Pooling {
  /** It opens another one, up to the limit; beyond that it fails. The one used last is next. */
  GROWING,
  /** All of them are opened, and used in turn; when they are busy it waits, first come first. */
  FIXED
}
