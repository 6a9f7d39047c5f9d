package io.heddle.perf.sidebyside;

import io.heddle.perf.load.LoadReport;

/**
 * What the load saw: latencies count from when a request was due.
 *
 * @param waited requests that found all connections busy
 */
record Traffic(
    int requestsPerSecond,
    long answered,
    long failed,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    long waited) {
  static Traffic of(int requestsPerSecond, LoadReport report) {
    return new Traffic(
        requestsPerSecond,
        report.requests() - report.failed(),
        report.failed(),
        report.latencyMillis(50),
        report.latencyMillis(99),
        report.maxLatencyMillis(),
        report.waits().requests());
  }
}
