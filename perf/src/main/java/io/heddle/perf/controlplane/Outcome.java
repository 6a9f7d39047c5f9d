package io.heddle.perf.controlplane;

import java.util.ArrayList;
import java.util.List;

/** All that was measured so far. */
final class Outcome {
  private final List<Phase> phases = new ArrayList<>();
  private final List<Footprint> footprints = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  void add(Phase phase) {
    phases.add(phase);
  }

  void add(Footprint footprint) {
    footprints.add(footprint);
  }

  void problem(String text) {
    problems.add(text);
  }

  void remark(String text) {
    remarks.add(text);
  }

  /** What the contender knows to have gone wrong, or to have been unusual. */
  void incidents(int streams, Contender contender) {
    String where = "%s, %d streams: ".formatted(contender.name(), streams);
    contender.problems().forEach(text -> problem(where + text));
    contender.remarks().forEach(text -> remark(where + text));
  }

  List<Phase> phases() {
    return List.copyOf(phases);
  }

  List<Footprint> footprints() {
    return List.copyOf(footprints);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }
}
