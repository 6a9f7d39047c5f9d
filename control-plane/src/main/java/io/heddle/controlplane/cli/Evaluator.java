package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** The sidecar's own answer to what would become of requests. */
interface Evaluator {
  /** The answers to a question, both as {@code heddle proxy evaluate} has them. */
  JsonNode evaluate(JsonNode question) throws CommandFailedException;
}
