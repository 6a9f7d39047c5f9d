package io.heddle.perf.controlplane;

import io.heddle.perf.process.Machine;
import io.heddle.perf.report.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a measurement leaves.
 *
 * @param last the longest that one change took, of all flips
 * @param runs what each run of a scenario took
 * @param problems what went wrong, and changes that did not come to all
 * @param remarks what was unusual
 */
record ControlPlaneReport(
    Setup setup,
    List<LastArrival> last,
    List<Row> rows,
    List<Run> runs,
    List<Footprint> footprints,
    List<String> problems,
    List<String> remarks) {
  ControlPlaneReport {
    last = List.copyOf(last);
    rows = List.copyOf(rows);
    runs = List.copyOf(runs);
    footprints = List.copyOf(footprints);
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /**
   * How it came about.
   *
   * @param command as it was typed
   * @param baseline the version of java-control-plane
   */
  record Setup(
      String command,
      String date,
      String commit,
      String baseline,
      Machine machine,
      String placement,
      ControlPlanePlan plan) {}

  /** What a run of a scenario took. */
  record Run(Scenario scenario, int streams, String contender, int round, int made, Spent spent) {}

  static ControlPlaneReport of(Setup setup, Outcome outcome) {
    List<Row> rows = new ArrayList<>();
    List<LastArrival> last = new ArrayList<>();
    for (int streams : setup.plan().streams()) {
      Measured measured = new Measured(outcome.phases(), outcome.footprints(), streams);
      rows.addAll(StreamRows.of(measured));
      last.addAll(LastArrival.of(measured));
    }
    List<Run> runs =
        outcome.phases().stream()
            .map(phase ->
                new Run(
                    phase.scenario(),
                    phase.streams(),
                    phase.contender(),
                    phase.round(),
                    phase.made(),
                    phase.spent()))
            .toList();
    List<String> problems = new ArrayList<>(outcome.problems());
    outcome.phases().forEach(phase -> problems.addAll(late(phase)));
    return new ControlPlaneReport(
        setup, last, rows, runs, outcome.footprints(), problems, outcome.remarks());
  }

  private static List<String> late(Phase phase) {
    if (phase.scenario() == Scenario.CHURN) {
      // Who is far behind may be told of the next change instead; that all is well in the end has
      // been waited for.
      return List.of();
    }
    return phase.changes().stream()
        .filter(change -> !change.isWhole())
        .map(change ->
            "%s, %d streams, %s, round %d: '%s' was seen by %d"
                .formatted(
                    phase.contender(),
                    phase.streams(),
                    phase.scenario(),
                    phase.round(),
                    change.what(),
                    change.arrived()))
        .toList();
  }
}
