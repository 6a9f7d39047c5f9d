package io.heddle.perf.controlplane;

import io.heddle.perf.report.Percentile;
import io.heddle.perf.streams.Arrivals;

/**
 * How a change came to all proxies, in milliseconds from its cause.
 *
 * @param what changed
 * @param arrived proxies that have seen it come within the bound
 * @param indistinct proxies where it changed nothing, as the change before had not come there
 */
record Change(
    String what,
    int streams,
    int arrived,
    int indistinct,
    double p50Millis,
    double p99Millis,
    double lastMillis) {
  static Change of(String what, Arrivals arrivals, long causeNanos) {
    double[] millis = arrivals.millisSince(causeNanos);
    int indistinct = arrivals.indistinct(causeNanos);
    int streams = arrivals.streams();
    return millis.length == 0
        ? new Change(what, streams, 0, indistinct, Double.NaN, Double.NaN, Double.NaN)
        : new Change(
            what,
            streams,
            millis.length,
            indistinct,
            Percentile.of(millis, 50),
            Percentile.of(millis, 99),
            millis[millis.length - 1]);
  }

  /** Every proxy is as the change wants it. */
  boolean isWhole() {
    return arrived + indistinct == streams;
  }

  /** Of all proxies, those that have not seen it come. */
  double unseenPercent() {
    return 100.0 * (streams - arrived) / streams;
  }
}
