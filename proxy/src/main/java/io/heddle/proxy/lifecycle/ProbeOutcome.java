package io.heddle.proxy.lifecycle;

/** How one check of the application went. */
sealed interface ProbeOutcome {
  record Passed() implements ProbeOutcome {}

  /** It answered wrongly, or not in time. */
  record Failed(String cause) implements ProbeOutcome {}

  /** Nobody listens there: it is not a matter of patience. */
  record Refused(String cause) implements ProbeOutcome {}
}
