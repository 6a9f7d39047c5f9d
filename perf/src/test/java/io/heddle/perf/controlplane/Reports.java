package io.heddle.perf.controlplane;

import io.heddle.perf.process.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reports as if they had been measured: 10 streams, one round. */
final class Reports {
  static final int STREAMS = 10;

  private Reports() {}

  static ControlPlaneReport good() {
    Outcome outcome = new Outcome();
    for (String contender : List.of(HeddleContender.NAME, BaselineContender.NAME)) {
      double millis = contender.equals(HeddleContender.NAME) ? 20 : 10;
      phases(contender, millis).forEach(outcome::add);
      outcome.add(new Footprint(STREAMS, contender, 1, (long) millis << 10, (long) millis << 12));
    }
    return ControlPlaneReport.of(setup(), outcome);
  }

  /** A flip was seen by nine of ten, a change of the churn by two, and something was refused. */
  static ControlPlaneReport bad() {
    Outcome outcome = new Outcome();
    Change lost = new Change(Flips.LEAVES, STREAMS, 9, 0, 5, 6, 7);
    Change overtaken = new Change(Flips.LEAVES, STREAMS, 2, 3, 5, 6, 7);
    outcome.add(phase(Scenario.FLIPS, HeddleContender.NAME, List.of(lost)));
    outcome.add(phase(Scenario.CHURN, HeddleContender.NAME, List.of(overtaken)));
    outcome.problem("heddle, 10 streams: rejected: a route");
    outcome.remark("heddle, 10 streams: released with laggards: 1");
    return ControlPlaneReport.of(setup(), outcome);
  }

  private static List<Phase> phases(String contender, double millis) {
    List<Phase> phases = new ArrayList<>();
    phases.add(
        new Phase(
            Scenario.IDLE,
            STREAMS,
            contender,
            1,
            0,
            List.of(),
            new Spent(5, 500_000_000, 0, 5_000, 0)));
    phases.add(
        phase(Scenario.FLIPS, contender, changes(millis, Flips.LEAVES, Flips.COMES, Flips.SERVES)));
    phases.add(phase(Scenario.CHURN, contender, changes(millis, Flips.LEAVES, Flips.COMES)));
    phases.add(phase(Scenario.RECONNECT, contender, changes(millis, Reconnect.BACK)));
    if (contender.equals(HeddleContender.NAME)) {
      phases.add(phase(Scenario.FILE, contender, changes(millis, Flips.LEAVES, Flips.COMES)));
    }
    phases.add(
        phase(
            Scenario.ROLLOUT,
            contender,
            changes(millis, Flips.COMES, Flips.SERVES, Replacement.DRAINS, Replacement.GONE)));
    return phases;
  }

  /** Took a second: 0.3 s of the server, 0.2 s of the proxies, 11 kB; made two changes. */
  private static Phase phase(Scenario scenario, String contender, List<Change> changes) {
    Spent spent = new Spent(1, 300_000_000, 200_000_000, 11_000, 900);
    return new Phase(scenario, STREAMS, contender, 1, 2, changes, spent);
  }

  private static List<Change> changes(double millis, String... what) {
    return IntStream.range(0, what.length)
        .mapToObj(i ->
            new Change(what[i], STREAMS, STREAMS, 0, millis + i, millis + i + 1, millis + i + 2))
        .toList();
  }

  private static ControlPlaneReport.Setup setup() {
    return new ControlPlaneReport.Setup(
        "perf/run control-plane --streams 10",
        "2026-01-02",
        "abc1234",
        "1.0.49",
        new Machine(2, "Processor", "6.18", "25"),
        "not pinned: in a test",
        new ControlPlanePlan(List.of(STREAMS), 2, 1, 1, 10, 1));
  }
}
