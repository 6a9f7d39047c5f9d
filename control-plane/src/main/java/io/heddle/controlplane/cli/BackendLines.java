package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The backends of a request, with what they get and where they are. */
final class BackendLines {
  private static final String INDENT = "  ";

  private BackendLines() {}

  static List<String> of(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    for (JsonNode cluster : explanation.answer().path("clusters")) {
      lines.add(
          Share.shown(cluster.path("share"))
              + " "
              + ClusterName.shown(cluster)
              + " (weight "
              + cluster.path("weight").asText()
              + ")");
      RequestEdits.of(explanation.question(), cluster.path("request"))
          .forEach(edit -> lines.add(INDENT + "request: " + edit));
      cluster
          .path("responseHeaders")
          .properties()
          .forEach(edit ->
              edit.getValue()
                  .forEach(header ->
                      lines.add(
                          INDENT + "response: " + edit.getKey() + " header " + header(header))));
      endpoints(cluster).forEach(it -> lines.add(INDENT + it));
    }
    return lines;
  }

  private static String header(JsonNode header) {
    return header.isObject()
        ? header.path("name").asText() + ": " + header.path("value").asText()
        : header.asText();
  }

  private static List<String> endpoints(JsonNode cluster) {
    JsonNode endpoints = cluster.path("endpoints");
    if (endpoints.isEmpty()) {
      return List.of("endpoints: " + cluster.path("error").asText("none"));
    }
    return endpoints
        .valueStream()
        .map(it -> "endpoint: " + it.path("address").asText() + " " + it.path("state").asText())
        .toList();
  }
}
