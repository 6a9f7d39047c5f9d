package io.heddle.perf.load;

import org.jspecify.annotations.Nullable;

/** Judges whether an answer is the right one for its request. */
final class Answers {
  private static final int OK = 200;

  private Answers() {}

  /** What is wrong with the answer; null if nothing is. */
  static @Nullable String fault(EchoCheck check, Exchange exchange, ResponseHead answer) {
    if (answer.status() != OK) {
      String error = answer.error();
      return "status " + answer.status() + (error == null ? "" : " (" + error + ")");
    }
    return switch (check) {
      case STATUS -> null;
      case ECHO -> echoFault(exchange, answer);
    };
  }

  private static @Nullable String echoFault(Exchange exchange, ResponseHead answer) {
    if (!exchange.id.equals(answer.id())) {
      return "wrong echo, id: " + answer.id();
    }
    if (!exchange.bodyHash.equals(answer.hash())) {
      return "wrong echo, hash: " + answer.hash() + " (expected: " + exchange.bodyHash + ")";
    }
    return null;
  }
}
