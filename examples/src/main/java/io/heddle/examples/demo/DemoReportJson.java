package io.heddle.examples.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The report for programs. */
final class DemoReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoReportJson() {}

  static String of(DemoReport report) {
    ObjectNode root = report.with().map(DemoReportJson::part).orElseGet(JSON::createObjectNode);
    root.set("without", part(report.without()));
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode part(PartResult part) {
    ObjectNode node = JSON.createObjectNode();
    node.put("requests", part.load().requests());
    node.put("failed", part.load().failed());
    node.put("misdirected", part.sidecars().misdirected());
    node.put("duplicates", part.findings().duplicates());
    node.put("rollouts", part.rollouts().size());
    SidecarTotals.PropagationMillis propagation = part.sidecars().propagation();
    node.putObject("propagation_ms")
        .put("p50", propagation.p50())
        .put("p99", propagation.p99())
        .put("max", propagation.max());
    node.putObject("latency_ms")
        .put("p50", part.load().latencyMillis(50))
        .put("p99", part.load().latencyMillis(99))
        .put("max", part.load().maxLatencyMillis());
    return node;
  }
}
