package io.heddle.perf.sidebyside;

import java.util.List;

/**
 * Tells rounds in which the host was busy with something else: there the load on the backend itself
 * was slow.
 */
final class Quiet {
  private static final double AT_MOST = 1.5;

  private Quiet() {}

  /** The rounds whose direct p99 is at most half above the best one, at every rate. */
  static List<Round> among(List<Round> rounds) {
    List<Round> whole = rounds.stream().filter(round -> !round.direct().isEmpty()).toList();
    return whole.stream().filter(round -> isQuiet(round, whole)).toList();
  }

  private static boolean isQuiet(Round round, List<Round> all) {
    for (int i = 0; i < round.direct().size(); i++) {
      int rate = i;
      double best =
          all.stream()
              .mapToDouble(other -> other.direct().get(rate).p99Millis())
              .min()
              .orElseThrow();
      if (round.direct().get(rate).p99Millis() > AT_MOST * best) {
        return false;
      }
    }
    return true;
  }
}
