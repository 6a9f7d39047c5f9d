package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Memory;
import java.util.List;
import java.util.Map;

/** Rounds as if they had been measured, at one rate. */
final class Measured {
  static final int RATE = 1_000;
  static final String HEDDLE = "heddle-mesh";

  private Measured() {}

  /** A round whose direct p50 is 1 ms. */
  static Round round(double directP99Millis, Map<String, PairRun> pairs) {
    return new Round(
        List.of("direct"), 0.5, List.of(traffic(1, directP99Millis)), pairs, List.of());
  }

  static PairRun pair(double microsPerSidecar, double p50Millis, double p99Millis) {
    Phase warm =
        new Phase(traffic(p50Millis, p99Millis), microsPerSidecar - 10, microsPerSidecar + 10);
    Phase cold = new Phase(traffic(9, 90), 300, 400);
    return new PairRun(
        250, cold, List.of(warm), new Memory(80 << 10, 60 << 10), new Memory(81 << 10, 61 << 10));
  }

  private static Traffic traffic(double p50Millis, double p99Millis) {
    return new Traffic(RATE, 5_990, 10, p50Millis, p99Millis, 2 * p99Millis, 0);
  }
}
