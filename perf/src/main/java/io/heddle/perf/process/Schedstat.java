package io.heddle.perf.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a thread's {@code schedstat}: time on a CPU, time waiting for one, time slices. */
final class Schedstat {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,19}) [0-9]+ [0-9]+");

  private Schedstat() {}

  /** The nanoseconds that the thread has spent on a CPU. */
  static long runNanos(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "schedstat: " + text.strip() + " (expected: three numbers, first the time on a CPU)");
    }
    return Long.parseLong(matcher.group(1));
  }
}
