package io.heddle.proxy.http2;

/** A message that RFC 9113 section 8.1.1 calls malformed: its stream is reset. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message, null, false, false);
  }
}
