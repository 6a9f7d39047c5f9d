package io.heddle.examples.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.examples.mix.KindResult;

/** The report of the mixed load for programs. */
final class MixReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MixReportJson() {}

  static String of(MixResult result) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode kinds = root.putObject("kinds");
    result.findings().kinds().forEach(kind -> kinds.set(kind.kind().label(), kind(kind)));
    root.put("failed", result.findings().sum(KindResult::failed));
    root.put("moved", result.findings().sum(KindResult::moved));
    root.put("duplicates", result.findings().sum(KindResult::duplicates));
    root.put(
        "misdirected",
        result.findings().sum(KindResult::misdirected) + result.sidecars().misdirected());
    root.put("disagreements", result.findings().disagreementCount());
    root.put("rollouts", result.rollouts().size());
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode kind(KindResult kind) {
    ObjectNode node = JSON.createObjectNode();
    node.put("sent", kind.sent());
    node.put("sessions", kind.sessions());
    node.put("failed", kind.failed());
    node.put("moved", kind.moved());
    node.put("duplicates", kind.duplicates());
    node.put("misdirected", kind.misdirected());
    node.putObject("latency_ms").put("p50", kind.p50Millis()).put("p99", kind.p99Millis());
    return node;
  }
}
