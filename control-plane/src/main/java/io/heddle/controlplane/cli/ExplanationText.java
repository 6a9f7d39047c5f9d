package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.controlplane.cli.Explanation.Question;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** An explanation for people: what is asked, what happens, and what nearly would have. */
final class ExplanationText {
  private static final int LABEL = 13;

  private final Explanation explanation;
  private final JsonNode answer;
  private final List<String> lines = new ArrayList<>();

  ExplanationText(Explanation explanation) {
    this.explanation = explanation;
    this.answer = explanation.answer();
  }

  void print(PrintWriter out) {
    Question question = explanation.question();
    line("Request", question.request().toString());
    line("From", question.caller().name().toString());
    line("Listener", question.listener());
    line("Rule", rule());
    line("Action", action());
    section("Backends", BackendLines.of(explanation));
    section("Mirrors", mirrors());
    line("Timeouts", Inline.of(answer.path("timeouts")));
    line("Retry", Inline.of(answer.path("retry")));
    line("CORS", Inline.of(answer.path("cors")));
    section("Near misses", nearMisses());
    section("Rejected", rejected());
    lines.forEach(out::println);
    out.flush();
  }

  private String rule() {
    JsonNode route = answer.path("route");
    return route.isObject() ? WrittenRule.shown(route.path("name").asText()) : "none";
  }

  private String action() {
    String action = answer.path("action").asText();
    return switch (action) {
      case "redirect" ->
          "redirect " + answer.path("status").asText() + " to " + answer.path("location").asText();
      case "respond" -> "respond " + answer.path("status").asText();
      case "none" -> "none: " + answer.path("reason").asText() + status();
      default -> action;
    };
  }

  /** What the client gets of a request that nothing takes. */
  private String status() {
    return answer.has("status") ? " (" + answer.path("status").asText() + ")" : "";
  }

  private List<String> mirrors() {
    return answer
        .path("mirrors")
        .valueStream()
        .map(mirror -> Share.shown(mirror.path("share")) + " " + ClusterName.shown(mirror))
        .toList();
  }

  private List<String> nearMisses() {
    return answer
        .path("nearMisses")
        .valueStream()
        .map(miss ->
            WrittenRule.shown(miss.path("name").asText()) + ": " + miss.path("why").asText())
        .toList();
  }

  private List<String> rejected() {
    return explanation
        .rejected()
        .valueStream()
        .map(it -> it.path("name").asText() + ": " + it.path("error").asText())
        .toList();
  }

  private void section(String label, List<String> content) {
    for (int i = 0; i < content.size(); i++) {
      line(i == 0 ? label : "", content.get(i));
    }
  }

  private void line(String label, String content) {
    if (!content.isEmpty()) {
      lines.add(label + " ".repeat(LABEL - label.length()) + content);
    }
  }
}
