package io.heddle.perf.load;

/** The methods that a load run sends. */
public enum Method {
  /** Idempotent, without a body. */
  GET,
  /** Not idempotent, with a body of 1 or 4 KiB. */
  POST
}
