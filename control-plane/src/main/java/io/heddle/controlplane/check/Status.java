package io.heddle.controlplane.check;

/** What came of a check. */
public enum Status {
  OK,
  /** It works, and may not for long, or not as somebody may think. */
  WARNING,
  FAILED,
  /** It could not be looked at. */
  SKIPPED
}
