package io.heddle.examples.demo;

import java.util.ArrayList;
import java.util.List;

/** Chooses what to roll to: v2, v1, v2 …, and once in between to the version that is broken. */
final class Versions {
  private Versions() {}

  static List<String> of(int rollouts) {
    if (rollouts < 1 || rollouts > 1_000) {
      throw new IllegalArgumentException("--rollouts: " + rollouts + " (expected: 1-1000)");
    }
    int broken = rollouts == 1 ? -1 : rollouts / 2;
    List<String> versions = new ArrayList<>();
    String current = PartPlan.FIRST_VERSION;
    for (int i = 0; i < rollouts; i++) {
      if (i == broken) {
        versions.add(PartPlan.BROKEN_VERSION);
      } else {
        current =
            current.equals(PartPlan.FIRST_VERSION)
                ? PartPlan.SECOND_VERSION
                : PartPlan.FIRST_VERSION;
        versions.add(current);
      }
    }
    return List.copyOf(versions);
  }
}
