package io.heddle.perf.controlplane;

import io.heddle.perf.process.Machine;
import io.heddle.perf.report.Estimate;
import io.heddle.perf.report.Figures;
import io.heddle.perf.report.Row;
import java.util.List;
import java.util.Set;

/** The report as a page for people. */
final class ControlPlanePage {
  private static final List<String> NAMES = List.of(HeddleContender.NAME, BaselineContender.NAME);

  private ControlPlanePage() {}

  /** Figures that a picture says more of than their medians, without the number of streams. */
  private static final Set<String> DRAWN =
      Set.of(
          "flip-last",
          "flip-serves",
          "flip-cpu",
          "churn-last",
          "churn-cpu",
          "rollout",
          "rollout-drains",
          "reconnect-last",
          "heap");

  static boolean isDrawn(Row row) {
    return DRAWN.contains(row.id().substring(0, row.id().lastIndexOf('-')));
  }

  /** What the picture of a row is called. */
  static String plot(Row row) {
    return "control-plane-" + row.id() + ".svg";
  }

  static String of(ControlPlaneReport report) {
    StringBuilder page = new StringBuilder(head(report.setup()));
    page.append("\n## One change, to the last proxy\n\n").append(last(report.last()));
    for (int streams : report.setup().plan().streams()) {
      List<Row> rows =
          report.rows().stream().filter(row -> row.id().endsWith("-" + streams)).toList();
      page.append("\n## %d streams\n\n".formatted(streams)).append(table(rows, streams));
      rows.stream()
          .filter(ControlPlanePage::isDrawn)
          .forEach(row -> page.append("\n![%s](%s)\n".formatted(row.title(), plot(row))));
    }
    return page + list("What went wrong", report.problems()) + list("Also seen", report.remarks());
  }

  private static String list(String title, List<String> lines) {
    return lines.isEmpty() ? "" : "\n## " + title + "\n\n- " + String.join("\n- ", lines) + "\n";
  }

  private static String head(ControlPlaneReport.Setup setup) {
    Machine machine = setup.machine();
    ControlPlanePlan plan = setup.plan();
    return """
    # Control plane: how a change comes to all proxies

    `%s`, %s, commit %s; %d processors (%s), Linux %s, Java %s; %s.

    Both control planes run at once, the scenarios on them in turn, %d round(s), the order changes with each. A stream is a sidecar's own client
    with a connection of its own: mutual TLS 1.3, session and delta ADS, %d outbound listeners with their routes, clusters and endpoints; it decodes
    and acknowledges what comes. All proxies of a control plane share one process and %d event loop(s), where each waits for those before it: what
    that takes is shown as *proxy CPU*, acknowledgements included. Times the streams, it is about their own part of *last*.

    """
            .formatted(
                setup.command(),
                setup.date(),
                setup.commit(),
                machine.processors(),
                machine.model(),
                machine.kernel(),
                machine.java(),
                setup.placement(),
                plan.rounds(),
                MeshObjects.listeners().size(),
                plan.loops())
        + notes(setup.baseline(), plan);
  }

  private static String notes(String baseline, ControlPlanePlan plan) {
    return """
    - Arrival: from the call that makes the change until a stream's configuration has it in force. The call is, for Heddle, an instance's session that
      says its application fails, passes again or stops; for java-control-plane, a line to its process, which sets a snapshot. So it lies before the
      change of the model. *File saved* counts from the rename of an EndpointSlice's file, with the 100 ms in which the control plane waits for more.
    - *comes*: the endpoint is known in whatever state. *until requests go there*: with Heddle it is WARMING first, until every proxy has acknowledged
      it and said that it can reach it (here each says so at once); java-control-plane sends it HEALTHY at once. A coming is one change, of which
      Heddle sends two updates.
    - One change: %d endpoints in the service, %d changes in all, half of them leave. 10 changes/s: %d s in all, whether the last one has arrived or
      not; a proxy that is so far behind that the next change of the same instance comes with it does not see it. Rollout: %d instances, once, a tenth at
      a time, each step of one when the step before is everywhere; each update carries the whole service.
    - All reconnect: every connection is closed at once, the sidecars come back after up to 100 ms, full handshakes; from the cut.
    - CPU (schedstat) and bytes (TCP payload to the proxies): of each change and stream, less what the same time costs idle. Heap: after a full
      collection. Both JVMs have the flags of Heddle's launcher.
    - java-control-plane: %s, its `SimpleCache` with one snapshot for all, which is its cheapest use, with the resources that Heddle's control plane
      serves; TLS as here; a session that says Welcome and hears nothing. It has no instances: %d and more of Heddle's have sessions besides.
    - Figures are medians, in brackets an interval that holds the true median with the confidence that is in the JSON.
    """
        .formatted(
            MeshObjects.STEADY_INSTANCES,
            plan.flipsInARound() * plan.rounds(),
            plan.churnSecondsInARound() * plan.rounds(),
            plan.instances(),
            baseline,
            MeshObjects.STEADY_INSTANCES + plan.instances());
  }

  private static String last(List<LastArrival> last) {
    StringBuilder table = new StringBuilder("| | streams | changes | p50 | p99 | max |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (LastArrival one : last) {
      table.append(
          "| %s | %d | %d | %s ms | %s ms | %s ms |\n"
              .formatted(
                  one.contender(),
                  one.streams(),
                  one.changes(),
                  Figures.text(one.p50Millis()),
                  Figures.text(one.p99Millis()),
                  Figures.text(one.maxMillis())));
    }
    return table.toString();
  }

  private static String table(List<Row> rows, int streams) {
    StringBuilder table = new StringBuilder("| | |");
    NAMES.forEach(name -> table.append(' ').append(name).append(" |"));
    table.append("\n|---|---|---|---|\n");
    for (Row row : rows) {
      String title = row.title().replace(StreamRows.suffix(streams), "");
      table.append("| ").append(title).append(" | ").append(row.unit()).append(" |");
      for (String name : NAMES) {
        Estimate estimate = row.contenders().get(name);
        table.append(' ').append(estimate == null ? "–" : Figures.text(estimate)).append(" |");
      }
      table.append('\n');
    }
    return table.toString();
  }
}
