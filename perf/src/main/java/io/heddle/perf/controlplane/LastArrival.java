package io.heddle.perf.controlplane;

import io.heddle.perf.report.Percentile;
import java.util.ArrayList;
import java.util.List;

/**
 * How long one change of an endpoint took to the last proxy, over all flips.
 *
 * @param changes how many were made
 */
record LastArrival(
    String contender,
    int streams,
    int changes,
    double p50Millis,
    double p99Millis,
    double maxMillis) {
  static List<LastArrival> of(Measured measured) {
    List<LastArrival> all = new ArrayList<>();
    for (String contender : measured.contenders()) {
      double[] last =
          measured
              .changes(Scenario.FLIPS, contender, Flips.LEAVES, Flips.COMES)
              .filter(change -> change.arrived() > 0)
              .mapToDouble(Change::lastMillis)
              .sorted()
              .toArray();
      if (last.length > 0) {
        all.add(
            new LastArrival(
                contender,
                measured.streams(),
                last.length,
                Percentile.of(last, 50),
                Percentile.of(last, 99),
                last[last.length - 1]));
      }
    }
    return all;
  }
}
