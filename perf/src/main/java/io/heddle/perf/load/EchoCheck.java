package io.heddle.perf.load;

/** What an answer must show to count as right. */
public enum EchoCheck {
  /** The status is 200. */
  STATUS,
  /** The status is 200, and the answer repeats the request's id and the hash of its body. */
  ECHO
}
