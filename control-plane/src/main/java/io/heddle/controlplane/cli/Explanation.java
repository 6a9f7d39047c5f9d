package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What becomes of a request.
 *
 * @param answer of {@code heddle proxy evaluate} to it
 * @param rejected resources that the sidecar would refuse
 */
record Explanation(Question question, JsonNode answer, JsonNode rejected) {

  /** What is asked. */
  record Question(
      RequestLine request, List<RequestHeader> headers, Caller caller, String listener) {
    Question {
      headers = List.copyOf(headers);
    }

    /** For {@code heddle proxy evaluate}. */
    JsonNode json(ArrayNode resources) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.set("resources", resources);
      ObjectNode asked = root.putArray("requests").addObject();
      asked
          .put("listener", listener)
          .put("method", request.method())
          .put("authority", request.authority())
          .put("path", request.path())
          .put("scheme", "http");
      ArrayNode list = asked.putArray("headers");
      headers.forEach(
          header -> list.addObject().put("name", header.name()).put("value", header.value()));
      return root;
    }
  }

  static Explanation of(Question question, JsonNode answers) throws CommandFailedException {
    JsonNode answer = answers.path("answers").path(0);
    if (!answer.path("action").isTextual()) {
      throw CommandFailedException.failed(
          "heddle proxy evaluate: no answer (expected: one for the request)");
    }
    return new Explanation(question, answer, answers.path("rejected"));
  }

  /** Whether a rule takes the request. */
  boolean isTaken() {
    return !answer.path("action").asText().equals("none");
  }

  /** The answer, and what it was asked about. */
  JsonNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("from", question.caller().name().toString())
        .put("request", question.request().toString())
        .put("listener", question.listener());
    WrittenRule.ofRoute(answer.at("/route/name").asText())
        .ifPresent(rule -> {
          root.putObject("object")
              .put("kind", rule.kind())
              .put("namespace", rule.namespace())
              .put("name", rule.name());
          root.put("rule", rule.rule()).put("match", rule.match());
        });
    answer.properties().forEach(field -> root.set(field.getKey(), field.getValue()));
    if (!rejected.isEmpty()) {
      root.set("rejected", rejected);
    }
    return root;
  }
}
