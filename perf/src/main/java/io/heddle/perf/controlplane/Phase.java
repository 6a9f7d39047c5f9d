package io.heddle.perf.controlplane;

import java.util.List;

/**
 * One run of a scenario on one control plane.
 *
 * @param round from 1
 * @param made how many changes were made, whatever was looked for of each
 */
record Phase(
    Scenario scenario,
    int streams,
    String contender,
    int round,
    int made,
    List<Change> changes,
    Spent spent) {
  Phase {
    changes = List.copyOf(changes);
  }

  List<Change> of(String what) {
    return changes.stream().filter(change -> change.what().equals(what)).toList();
  }
}
