package io.heddle.examples.mix;

/**
 * A session as its client saw it.
 *
 * @param sent messages, or bytes, to the market
 * @param received from the market; all of them were the expected ones, unless it failed
 * @param reason why it failed; empty if it did not
 */
record SessionResult(End end, long sent, long received, String reason) {
  /** How a session ended for its client. */
  enum End {
    /** The client was done, and everything had come. */
    DONE,
    /** The client was done with a stream that would have gone on. */
    CANCELLED,
    /** The peer ended it in order before the client was done. */
    MOVED,
    /** The peer ended it in order when the client was done, but something had not come. */
    CUT,
    FAILED
  }
}
