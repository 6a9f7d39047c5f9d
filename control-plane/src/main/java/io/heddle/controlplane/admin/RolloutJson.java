package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.rollout.Counts;
import io.heddle.controlplane.rollout.PropagationSummary;
import io.heddle.controlplane.rollout.ReportCards;
import io.heddle.controlplane.rollout.ReportCards.Totals;
import io.heddle.controlplane.rollout.RolloutReport;
import java.util.List;

/** Report cards as JSON. */
final class RolloutJson {
  private RolloutJson() {}

  static JsonNode of(ReportCards cards) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode rollouts = root.putArray("rollouts");
    cards.reports().forEach(report -> write(report, rollouts.addObject()));
    Totals totals = cards.totals();
    ObjectNode sum = root.putObject("totals");
    write(totals.propagation(), sum.putObject("propagationMillis"));
    write(totals.counts(), sum);
    return root;
  }

  private static void write(RolloutReport report, ObjectNode node) {
    node.put("service", report.service().name())
        .put("namespace", report.service().namespace())
        .put("startedAt", report.startedAt().toString());
    report
        .endedAt()
        .ifPresentOrElse(end -> node.put("endedAt", end.toString()), () -> node.putNull("endedAt"));
    write(report.instancesIn(), node.putArray("instancesIn"));
    write(report.instancesOut(), node.putArray("instancesOut"));
    write(report.propagation(), node.putObject("propagationMillis"));
    write(report.counts(), node);
    write(report.laggards(), node.putArray("laggards"));
    node.put("capacityDip", report.capacityDip());
  }

  private static void write(PropagationSummary times, ObjectNode node) {
    node.put("p50", times.p50())
        .put("p99", times.p99())
        .put("max", times.max())
        .put("count", times.count())
        .put("slowest", times.slowest());
  }

  private static void write(Counts counts, ObjectNode node) {
    node.put("misdirected", counts.misdirected())
        .put("refused", counts.refused())
        .put("failed", counts.failed())
        .put("redispatched", counts.redispatched())
        .put("repeated", counts.repeated())
        .put("moved", counts.moved());
  }

  private static void write(List<String> names, ArrayNode node) {
    names.forEach(node::add);
  }
}
