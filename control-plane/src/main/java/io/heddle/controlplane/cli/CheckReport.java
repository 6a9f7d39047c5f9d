package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.check.CheckResult;
import io.heddle.controlplane.check.Finding;
import io.heddle.controlplane.check.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of checks, for people and for programs. */
record CheckReport(List<CheckResult> results) {
  CheckReport {
    results = List.copyOf(results);
  }

  int exitCode() {
    return count(Status.FAILED) == 0 ? 0 : 1;
  }

  void print(PrintWriter out) {
    Map<String, List<CheckResult>> groups = new LinkedHashMap<>();
    for (CheckResult result : results) {
      groups.computeIfAbsent(result.group(), _ -> new ArrayList<>()).add(result);
    }
    groups.forEach((name, all) -> print(name, all, out));
    out.println(
        count(Status.OK)
            + " ok, "
            + count(Status.WARNING)
            + " warning, "
            + count(Status.FAILED)
            + " error, "
            + count(Status.SKIPPED)
            + " skipped");
    out.flush();
  }

  /** Those that are skipped for one reason are one line. */
  private static void print(String group, List<CheckResult> all, PrintWriter out) {
    out.println(group);
    Map<String, List<String>> skipped = new LinkedHashMap<>();
    for (CheckResult result : all) {
      Finding finding = result.finding();
      if (result.status() == Status.SKIPPED) {
        skipped.computeIfAbsent(finding.summary(), _ -> new ArrayList<>()).add(result.id());
        continue;
      }
      out.println("  " + mark(result.status()) + " " + result.id() + ": " + finding.summary());
      if (!finding.hint().isEmpty()) {
        out.println("          " + finding.hint());
      }
    }
    skipped.forEach((why, ids) ->
        out.println("  " + mark(Status.SKIPPED) + " " + String.join(", ", ids) + ": " + why));
    out.println();
  }

  JsonNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode checks = root.putArray("checks");
    for (CheckResult result : results) {
      Finding finding = result.finding();
      ObjectNode node =
          checks
              .addObject()
              .put("group", result.group())
              .put("id", result.id())
              .put("severity", severity(result.status()))
              .put("summary", finding.summary())
              .put("hint", finding.hint());
      ArrayNode subjects = node.putArray("subjects");
      finding.subjects().forEach(subjects::add);
    }
    return root;
  }

  private long count(Status status) {
    return results.stream().filter(it -> it.status() == status).count();
  }

  private static String mark(Status status) {
    return switch (status) {
      case OK -> "[ok]   ";
      case WARNING -> "[warn] ";
      case FAILED -> "[error]";
      case SKIPPED -> "[skip] ";
    };
  }

  private static String severity(Status status) {
    return switch (status) {
      case OK -> "ok";
      case WARNING -> "warning";
      case FAILED -> "error";
      case SKIPPED -> "skipped";
    };
  }
}
