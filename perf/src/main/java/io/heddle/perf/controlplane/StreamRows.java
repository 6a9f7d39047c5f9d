package io.heddle.perf.controlplane;

import io.heddle.perf.report.Estimate;
import io.heddle.perf.report.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Turns what was measured with so many streams into the rows of a table. */
final class StreamRows {
  private static final double KIB_PER_MIB = 1_024;

  private final Measured measured;
  private final List<Row> rows = new ArrayList<>();

  private StreamRows(Measured measured) {
    this.measured = measured;
  }

  static List<Row> of(Measured measured) {
    StreamRows rows = new StreamRows(measured);
    rows.flips();
    rows.churn();
    rows.rollout();
    rows.reconnect();
    rows.byFile();
    rows.standing();
    return List.copyOf(rows.rows);
  }

  /** What a title ends with that also stands alone, above a picture. */
  static String suffix(int streams) {
    return ", " + streams + " streams";
  }

  private void flips() {
    arrivals("flip", "One change", Scenario.FLIPS, Flips.LEAVES, Flips.COMES);
    last("flip-serves", "Instance comes, until requests go there", Scenario.FLIPS, Flips.SERVES);
    costs("flip", "One change", Scenario.FLIPS);
  }

  private void churn() {
    arrivals("churn", "10 changes/s", Scenario.CHURN, Flips.LEAVES, Flips.COMES);
    add(
        "churn-unseen",
        "10 changes/s: not seen, as the next came with it",
        "%",
        name ->
            measured
                .changes(Scenario.CHURN, name, Flips.LEAVES, Flips.COMES)
                .map(Change::unseenPercent));
    costs("churn", "10 changes/s", Scenario.CHURN);
  }

  private void rollout() {
    add(
        "rollout",
        "Rollout: whole",
        "s",
        name -> measured.phases(Scenario.ROLLOUT, name).map(phase -> phase.spent().seconds()));
    last("rollout-comes", "Rollout: instance comes", Scenario.ROLLOUT, Flips.COMES);
    last("rollout-serves", "Rollout: until requests go there", Scenario.ROLLOUT, Flips.SERVES);
    last("rollout-drains", "Rollout: old one drains", Scenario.ROLLOUT, Replacement.DRAINS);
    costs("rollout", "Rollout, per replaced instance", Scenario.ROLLOUT);
  }

  private void reconnect() {
    arrivals("reconnect", "All reconnect", Scenario.RECONNECT, Reconnect.BACK);
    costs("reconnect", "All reconnect", Scenario.RECONNECT);
  }

  private void byFile() {
    last("file", "File saved", Scenario.FILE, Flips.LEAVES, Flips.COMES);
  }

  private void standing() {
    add(
        "idle-cpu",
        "Idle: server CPU per stream and s",
        "µs",
        name -> measured.phases(Scenario.IDLE, name).map(measured::idleMicros));
    footprint("heap", "Live heap", Footprint::heapKib);
    footprint("rss", "RSS", Footprint::rssKib);
  }

  private void arrivals(String id, String title, Scenario scenario, String... what) {
    ofChanges(id + "-p50", title + ": p50", Change::p50Millis, scenario, what);
    ofChanges(id + "-p99", title + ": p99", Change::p99Millis, scenario, what);
    last(id + "-last", title + ": last", scenario, what);
  }

  private void last(String id, String title, Scenario scenario, String... what) {
    ofChanges(
        id, title + (id.endsWith("-last") ? "" : ", last"), Change::lastMillis, scenario, what);
  }

  private void ofChanges(
      String id, String title, ToDoubleFunction<Change> value, Scenario scenario, String... what) {
    add(
        id,
        title,
        "ms",
        name ->
            measured
                .changes(scenario, name, what)
                .filter(change -> change.arrived() > 0)
                .map(value::applyAsDouble));
  }

  private void costs(String id, String title, Scenario scenario) {
    perStream(
        id + "-cpu",
        title + ": server CPU",
        "µs",
        scenario,
        phase -> measured.serverNanos(phase) / 1e3);
    perStream(
        id + "-proxy-cpu",
        title + ": proxy CPU",
        "µs",
        scenario,
        phase -> measured.clientNanos(phase) / 1e3);
    perStream(id + "-bytes", title + ": bytes", "B", scenario, measured::receivedBytes);
  }

  /** For each change and each stream. */
  private void perStream(
      String id, String title, String unit, Scenario scenario, ToDoubleFunction<Phase> value) {
    add(
        id,
        title,
        unit,
        name ->
            measured
                .phases(scenario, name)
                .map(phase -> value.applyAsDouble(phase) / phase.made() / measured.streams()));
  }

  private void footprint(String id, String title, ToDoubleFunction<Footprint> kib) {
    add(
        id,
        title,
        "MiB",
        name ->
            measured.footprints().stream()
                .filter(footprint -> footprint.contender().equals(name))
                .map(footprint -> kib.applyAsDouble(footprint) / KIB_PER_MIB));
  }

  private void add(
      String id, String title, String unit, Function<String, Stream<Double>> ofContender) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    Map<String, Estimate> medians = new LinkedHashMap<>();
    for (String name : measured.contenders()) {
      List<Double> found = ofContender.apply(name).map(StreamRows::rounded).toList();
      if (!found.isEmpty()) {
        values.put(name, found);
        medians.put(name, Estimate.of(found));
      }
    }
    rows.add(
        new Row(
            id + "-" + measured.streams(),
            title + suffix(measured.streams()),
            unit,
            values,
            medians,
            Map.of()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
