package io.heddle.perf.sidebyside;

import java.nio.ByteBuffer;

/** Counts the requests without a body on one connection, however their bytes are cut. */
final class HeadCounter {
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private int matched;

  /** How many heads end in these bytes; takes them all. */
  int endedIn(ByteBuffer bytes) {
    int ended = 0;
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == END[matched]) {
        matched++;
      } else {
        matched = next == END[0] ? 1 : 0;
      }
      if (matched == END.length) {
        matched = 0;
        ended++;
      }
    }
    return ended;
  }
}
