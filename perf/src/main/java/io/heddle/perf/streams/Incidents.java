package io.heddle.perf.streams;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;

/** What the sidecars of a fleet met with, each once, at most a few. Safe for any thread. */
final class Incidents {
  private static final int MAX = 20;

  private final ConcurrentSkipListSet<String> problems = new ConcurrentSkipListSet<>();
  private final ConcurrentSkipListSet<String> remarks = new ConcurrentSkipListSet<>();

  /** The measurement has failed. */
  void problem(String text) {
    add(problems, text);
  }

  /** It has not, but readers should know. */
  void remark(String text) {
    add(remarks, text);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  private static void add(ConcurrentSkipListSet<String> all, String text) {
    if (all.size() < MAX) {
      all.add(text);
    }
  }
}
