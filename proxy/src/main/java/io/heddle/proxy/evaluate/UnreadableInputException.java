package io.heddle.proxy.evaluate;

/** The input is not what the command takes; the message names the place. */
final class UnreadableInputException extends Exception {
  UnreadableInputException(String message) {
    super(message);
  }
}
