package io.heddle.examples.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Progress as lines: each event, and a glance every few seconds. */
final class PlainProgress implements Progress {
  private static final int SAMPLES_PER_LINE = 10;

  private final PrintStream out;
  private int samples;

  PlainProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void event(String text) {
    out.println("  " + text);
  }

  @Override
  public synchronized void sample(Sample sample) {
    if (samples++ % SAMPLES_PER_LINE == 0) {
      out.println("  " + line(sample) + "  " + states(sample));
    }
  }

  static String line(Sample sample) {
    return String.format(
        Locale.ROOT,
        "%.0f requests/s  p50 %.0f ms  p99 %.0f ms  sent %d  lost %d",
        sample.rate(),
        sample.p50Millis(),
        sample.p99Millis(),
        sample.sent(),
        sample.lost());
  }

  private static String states(Sample sample) {
    return sample.replicas().stream()
        .collect(Collectors.groupingBy(Sample.ReplicaState::state, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
