package io.heddle.examples.mix;

import io.heddle.examples.market.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one kind's clients saw, call by call; for any thread. */
final class Tally {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final int DIGITS = 3;
  private static final int KEPT = 50;

  private final Kind kind;
  private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
  private final Map<String, BitSet> answered = new HashMap<>();
  private final Map<Integer, SessionResult> sessions = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private int ids;
  private long sent;
  private long failed;
  private long misdirected;

  Tally(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** The next one, whether request or session. */
  synchronized Id next() {
    return new Id(kind, ids++);
  }

  /** A request, or a message of a session. */
  synchronized void sent() {
    sent++;
  }

  synchronized void took(long nanos) {
    micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS));
  }

  /** A request was answered by a market of that version. */
  synchronized void answered(Id id, String version) {
    answered.computeIfAbsent(version, _ -> new BitSet()).set(id.number());
  }

  synchronized void ended(Id id, SessionResult result) {
    sessions.put(id.number(), result);
    if (result.end() == SessionResult.End.FAILED) {
      failed(id, result.reason());
    }
  }

  synchronized void failed(Id id, String reason) {
    failed++;
    if (failures.size() < KEPT) {
      failures.add(id + ": " + reason);
    }
  }

  /** Somebody else was answered, or somebody else answered. */
  synchronized void misdirected(Id id, String reason) {
    misdirected++;
    failed(id, reason);
  }

  synchronized long misdirectedCount() {
    return misdirected;
  }

  synchronized long sentCount() {
    return sent;
  }

  synchronized long failedCount() {
    return failed;
  }

  /** How many ids were given away. */
  synchronized int idCount() {
    return ids;
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  synchronized double percentileMillis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1_000.0;
  }

  /** The numbers of the requests that were answered, by answering version. */
  synchronized Map<String, BitSet> answers() {
    return Map.copyOf(answered);
  }

  synchronized Map<Integer, SessionResult> sessions() {
    return new LinkedHashMap<>(sessions);
  }

  synchronized void addTo(Histogram all) {
    all.add(micros);
  }
}
