package io.heddle.perf.load;

import java.io.IOException;

/** The target answered something that is not HTTP/1.1. */
final class MalformedResponseException extends IOException {
  private static final long serialVersionUID = 1;

  MalformedResponseException(String message) {
    super("malformed response, " + message);
  }
}
