package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Memory;
import java.util.List;

/**
 * What one pair showed in one round.
 *
 * @param readyMillis from the execution of both sidecars to the first answer through both
 * @param phases one for each rate, warm
 * @param client memory after the first of them
 * @param server the same
 */
record PairRun(double readyMillis, Phase cold, List<Phase> phases, Memory client, Memory server) {
  PairRun {
    phases = List.copyOf(phases);
  }
}
