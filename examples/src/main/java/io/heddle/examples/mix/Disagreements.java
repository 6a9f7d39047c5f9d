package io.heddle.examples.mix;

import java.util.ArrayList;
import java.util.List;

/** Contradictions between clients and ledgers: all are counted, the first are kept. */
final class Disagreements {
  private static final int KEPT = 20;

  private final List<String> kept = new ArrayList<>();
  private long count;

  void add(String text) {
    count++;
    if (kept.size() < KEPT) {
      kept.add(text);
    }
  }

  List<String> kept() {
    return List.copyOf(kept);
  }

  long count() {
    return count;
  }
}
