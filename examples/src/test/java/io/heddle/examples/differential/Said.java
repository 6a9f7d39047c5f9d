package io.heddle.examples.differential;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said off line of one request. */
record Said(JsonNode answer) {
  /** How a body is framed is not said. */
  private static final Set<String> NOT_SAID = Set.of("content-length", "host");

  static Said of(JsonNode answer) {
    return new Said(answer);
  }

  /** What of it is not as it happened; empty when all is. */
  String differsFrom(Outcome happened) {
    return switch (answer.path("action").asText()) {
      case "forward" -> forward(happened);
      case "redirect" -> own(happened).isEmpty() ? location(happened) : own(happened);
      default -> own(happened);
    };
  }

  private String own(Outcome happened) {
    if (!happened.seen().isEmpty()) {
      return "not forwarded";
    }
    int status = answer.path("status").asInt();
    return status == happened.status() ? "" : "status " + status;
  }

  private String location(Outcome happened) {
    String said = answer.path("location").asText();
    return happened.value("location").equals(Optional.of(said)) ? "" : "location " + said;
  }

  private String forward(Outcome happened) {
    if (happened.seen().isEmpty()) {
      boolean toNobody = answer.path("clusters").valueStream().anyMatch(one -> one.has("error"));
      return toNobody && happened.status() >= 500 ? "" : "forwarded";
    }
    Optional<Seen> served = happened.served();
    if (served.isEmpty()) {
      // It was too slow: who was to answer is not known.
      return happened.status() == 504 ? "" : "answered";
    }
    Optional<JsonNode> cluster =
        answer.path("clusters").valueStream().filter(one -> isOf(one, served.get())).findFirst();
    return cluster.isEmpty()
        ? "another cluster"
        : request(cluster.get().path("request"), served.get());
  }

  private static boolean isOf(JsonNode cluster, Seen served) {
    return cluster.path("name").asText().contains("||" + served.backend() + ".");
  }

  private static String request(JsonNode said, Seen served) {
    String firstLine =
        said.path("method").asText() + " " + said.path("path").asText() + " HTTP/1.1";
    if (!firstLine.equals(served.firstLine())) {
      return "first line " + firstLine;
    }
    if (!served.fields().contains(new Field("host", said.path("authority").asText()))) {
      return "authority";
    }
    List<Field> fields = new ArrayList<>();
    for (JsonNode header : said.path("headers")) {
      fields.add(new Field(header.path("name").asText(), header.path("value").asText()));
    }
    Set<String> without = Seen.notCompared(NOT_SAID);
    return Seen.comparable(fields, without).equals(Seen.comparable(served.fields(), without))
        ? ""
        : "headers";
  }
}
