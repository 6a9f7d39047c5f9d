package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Problems as JSON. */
final class ProblemJson {
  private ProblemJson() {}

  static JsonNode of(List<ReportedProblem> problems) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("problems");
    for (ReportedProblem problem : problems) {
      list.addObject()
          .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
          .put("reason", problem.reason())
          .put("source", problem.source())
          .put("object", problem.object())
          .put("message", problem.message());
    }
    return root;
  }
}
