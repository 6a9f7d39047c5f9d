package io.heddle.perf.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Collects the results of a run; written by the generator's thread, {@link #view} by any one. */
final class Recording {
  private static final long MAX_MICROS = 60_000_000;
  private static final int DIGITS = 3;

  private final int failuresKept;
  private final Outcomes outcomes;
  private final List<Failure> failures = new ArrayList<>();
  private final Histogram latencyMicros = new Histogram(MAX_MICROS, DIGITS);
  private final Recorder recent = new Recorder(MAX_MICROS, DIGITS);
  private final Histogram depth = new Histogram(DIGITS);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private long waited;

  Recording(LoadPlan plan) {
    this.failuresKept = plan.limits().failuresKept();
    this.outcomes = new Outcomes(plan.idPrefix());
  }

  int sent(Method method) {
    sent.incrementAndGet();
    return outcomes.add(method);
  }

  /** A request is due, and finds so many others waiting for a connection. */
  void found(int waiting) {
    depth.recordValue(waiting);
  }

  /** The request waits, too. */
  void waits() {
    waited++;
  }

  String id(int sequence) {
    return outcomes.id(sequence);
  }

  void answered(Exchange exchange, long nowNanos, String version) {
    long micros = Math.clamp((nowNanos - exchange.intendedNanos) / 1000, 0, MAX_MICROS);
    latencyMicros.recordValue(micros);
    recent.recordValue(micros);
    outcomes.answered(exchange.sequence, version);
    answered.incrementAndGet();
  }

  void failed(Exchange exchange, Instant intended, Instant now, Reason reason) {
    outcomes.failed(exchange.sequence);
    failed.incrementAndGet();
    if (failures.size() < failuresKept) {
      failures.add(
          new Failure(exchange.id, exchange.method, intended, now, reason.text(), reason.target()));
    }
  }

  LoadCounts counts() {
    return new LoadCounts(sent.get(), answered.get(), failed.get());
  }

  LoadView view() {
    Histogram interval = recent.getIntervalHistogram();
    return new LoadView(
        sent.get(),
        answered.get(),
        failed.get(),
        interval.getValueAtPercentile(50) / 1000.0,
        interval.getValueAtPercentile(99) / 1000.0);
  }

  LoadReport report() {
    return new LoadReport(sent.get(), failed.get(), failures, latencyMicros, outcomes, allWaits());
  }

  private Waits allWaits() {
    return new Waits(
        waited,
        depth.getValueAtPercentile(50),
        depth.getValueAtPercentile(99),
        depth.getMaxValue());
  }

  /** Why a request failed, and where. */
  record Reason(String text, String target) {}
}
