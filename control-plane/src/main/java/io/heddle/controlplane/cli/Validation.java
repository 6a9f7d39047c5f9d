package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.status.ObjectProblems;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found in files of objects.
 *
 * @param objects how many there are, whether they can be in force or not
 */
record Validation(int objects, List<Problem> problems) {
  Validation {
    problems = List.copyOf(problems);
  }

  static Validation of(ObjectSet objects) {
    return new Validation(
        objects.entries().size() + objects.rejected().size(), ObjectProblems.of(objects));
  }

  /** A line for each problem, and one with the counts. */
  void print(PrintWriter out) {
    problems.forEach(problem -> out.println(line(problem)));
    out.println(counted(objects, "object") + ", " + counted(problems.size(), "problem"));
    out.flush();
  }

  JsonNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("objects", objects);
    ArrayNode list = root.putArray("problems");
    for (Problem problem : problems) {
      list.addObject()
          .put("severity", problem.isError() ? "error" : "warning")
          .put("file", problem.place().file())
          .put("line", problem.place().line())
          .put("kind", problem.object().kind())
          .put("namespace", problem.object().namespace())
          .put("name", problem.object().name())
          .put("field", problem.field())
          .put("reason", problem.reason().display())
          .put("message", problem.message())
          .put("suggestion", problem.suggestion());
    }
    return root;
  }

  static String line(Problem problem) {
    // What was written may have lines, and is part of some messages.
    String line = problem.toString().lines().collect(Collectors.joining(" "));
    return problem.isError() ? line : line + " [warning]";
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
