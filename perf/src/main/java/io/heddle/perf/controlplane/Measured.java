package io.heddle.perf.controlplane;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What was measured with so many streams. */
record Measured(List<Phase> phases, List<Footprint> footprints, int streams) {

  Measured {
    phases = phases.stream().filter(phase -> phase.streams() == streams).toList();
    footprints = footprints.stream().filter(it -> it.streams() == streams).toList();
  }

  /** In the order of their first turns. */
  List<String> contenders() {
    return phases.stream().map(Phase::contender).distinct().toList();
  }

  Stream<Phase> phases(Scenario scenario, String contender) {
    return phases.stream()
        .filter(phase -> phase.scenario() == scenario && phase.contender().equals(contender));
  }

  Stream<Change> changes(Scenario scenario, String contender, String... what) {
    Set<String> kinds = Set.of(what);
    return phases(scenario, contender)
        .flatMap(phase -> phase.changes().stream())
        .filter(change -> kinds.contains(change.what()));
  }

  /** What the control plane used for the changes, less what it uses while there are none. */
  double serverNanos(Phase phase) {
    Spent idle = idle(phase);
    return phase.spent().serverNanos() - idle.serverNanos() * share(phase, idle);
  }

  /** The same of the proxies' process. */
  double clientNanos(Phase phase) {
    Spent idle = idle(phase);
    return phase.spent().clientNanos() - idle.clientNanos() * share(phase, idle);
  }

  double receivedBytes(Phase phase) {
    Spent idle = idle(phase);
    return phase.spent().receivedBytes() - idle.receivedBytes() * share(phase, idle);
  }

  /** For each stream, a second. */
  double idleMicros(Phase idle) {
    Spent spent = idle.spent();
    return spent.serverNanos() / 1e3 / streams / spent.seconds();
  }

  private Spent idle(Phase phase) {
    return phases(Scenario.IDLE, phase.contender())
        .filter(idle -> idle.round() == phase.round())
        .findFirst()
        .map(Phase::spent)
        .orElse(new Spent(1, 0, 0, 0, 0));
  }

  private static double share(Phase phase, Spent idle) {
    return phase.spent().seconds() / idle.seconds();
  }
}
