package io.heddle.examples.mix;

import java.util.function.Consumer;

/** What becomes of the messages that a test's server sends. */
enum Messages {
  ALL_SENT,
  ONE_DROPPED,
  ONE_REPEATED,
  ONE_OF_ANOTHER;

  private static final int FAULTY = 2;

  /** Sends the message of that number, or what takes its place. */
  void send(long number, String message, Consumer<String> out) {
    if (number != FAULTY) {
      out.accept(message);
      return;
    }
    switch (this) {
      case ALL_SENT -> out.accept(message);
      case ONE_DROPPED -> {}
      case ONE_REPEATED -> {
        out.accept(message);
        out.accept(message);
      }
      case ONE_OF_ANOTHER -> out.accept("x" + message);
    }
  }
}
