package io.heddle.examples.mix;

import java.util.concurrent.CompletionStage;

/** Sends a request of one kind. */
interface Caller {
  /** The answer's text; fails with what went wrong. */
  CompletionStage<String> call(Call call);

  /** What to send; the market answers with the id, its version, a line feed, and the body. */
  record Call(String id, String body) {}
}
