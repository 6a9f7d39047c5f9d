package io.heddle.perf.sidebyside;

import java.util.List;
import java.util.Map;

/**
 * One turn of all contenders.
 *
 * @param order in which they came; {@code direct} is the load on the backend itself
 * @param load of the host before it
 * @param direct one for each rate; none if it failed
 * @param pairs by name, without those that failed
 * @param problems what failed, and why
 */
record Round(
    List<String> order,
    double load,
    List<Traffic> direct,
    Map<String, PairRun> pairs,
    List<String> problems) {
  static final String DIRECT = "direct";

  Round {
    order = List.copyOf(order);
    direct = List.copyOf(direct);
    pairs = Map.copyOf(pairs);
    problems = List.copyOf(problems);
  }
}
