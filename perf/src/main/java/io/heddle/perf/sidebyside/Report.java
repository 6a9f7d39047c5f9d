package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Machine;
import io.heddle.perf.report.Estimate;
import io.heddle.perf.report.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a measurement leaves.
 *
 * @param versions of the contenders, in the order of the tables
 * @param quietRounds in which latencies count
 * @param direct the latencies of the backend itself
 * @param failures requests that failed, by contender
 */
record Report(
    Setup setup,
    Map<String, String> versions,
    List<Skipped> skipped,
    int quietRounds,
    List<DirectRow> direct,
    List<Row> rows,
    List<String> failures,
    List<Round> rounds) {
  Report {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    skipped = List.copyOf(skipped);
    direct = List.copyOf(direct);
    rows = List.copyOf(rows);
    failures = List.copyOf(failures);
    rounds = List.copyOf(rounds);
  }

  /**
   * How it came about.
   *
   * @param command as it was typed
   * @param phases how long each phase of a run took
   * @param connections that carried the load
   */
  record Setup(
      String command,
      String date,
      String commit,
      Machine machine,
      String placement,
      String phases,
      int connections,
      int repeats) {}

  /** The load on the backend itself, at one rate. */
  record DirectRow(int requestsPerSecond, Estimate p50Millis, Estimate p99Millis) {}
}
