package io.heddle.perf.controlplane;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured, and how often.
 *
 * @param streams how many proxies, one after the other
 * @param flips changes of one endpoint, of all rounds together
 * @param rounds how often the control planes take turns
 * @param churnSeconds of all rounds together
 * @param instances that a rollout replaces
 * @param loops event loops that the proxies of one control plane share
 */
record ControlPlanePlan(
    List<Integer> streams, int flips, int rounds, int churnSeconds, int instances, int loops) {
  /** To see in a minute that everything works. */
  static final ControlPlanePlan QUICK = new ControlPlanePlan(List.of(20), 6, 1, 2, 10, 1);

  /** Of all sizes together: what is left then is left out, and said. */
  static final Duration LIMIT = Duration.ofMinutes(13);

  static final int WARM_UP_FLIPS = 20;
  static final int FILE_FLIPS = 4;
  static final int IDLE_SECONDS = 5;

  private static final int MAX_STREAMS = 1_000;

  /** Of all rounds: as many as a median is taken of. */
  private static final int MAX_CHANGES = 1_000;

  ControlPlanePlan {
    streams = List.copyOf(streams);
    if (streams.isEmpty() || streams.stream().anyMatch(it -> it < 1 || it > MAX_STREAMS)) {
      throw new IllegalArgumentException(
          "streams: " + streams + " (expected: each 1-" + MAX_STREAMS + ")");
    }
    if (streams.stream().distinct().count() < streams.size()) {
      throw new IllegalArgumentException("streams: " + streams + " (expected: each once)");
    }
    requireAtLeastOne("flips", flips);
    requireAtLeastOne("rounds", rounds);
    requireAtLeastOne("churn", churnSeconds);
    requireAtLeastOne("instances", instances);
    requireAtLeastOne("loops", loops);
    requireAtMost("flips", divided(flips, rounds), rounds);
    requireAtMost("churn", divided(churnSeconds, rounds) * ChurnStep.PER_SECOND, rounds);
    requireAtMost("instances", instances, 1);
  }

  /** An even number, so that all who left come back. */
  int flipsInARound() {
    return (divided(flips, rounds) + 1) / 2 * 2;
  }

  int churnSecondsInARound() {
    return divided(churnSeconds, rounds);
  }

  /** A rollout takes long, and is many changes by itself: it is made once, at the end. */
  Set<Scenario> scenarios(int round) {
    Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);
    if (round < rounds) {
      scenarios.remove(Scenario.ROLLOUT);
    }
    return scenarios;
  }

  private static int divided(int all, int rounds) {
    return Math.ceilDiv(all, rounds);
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: >= 1)");
    }
  }

  private static void requireAtMost(String what, int changes, int rounds) {
    if ((long) changes * rounds > MAX_CHANGES) {
      throw new IllegalArgumentException(
          "%s: %d changes in each of %d round(s) (expected: at most %d in all)"
              .formatted(what, changes, rounds, MAX_CHANGES));
    }
  }
}
