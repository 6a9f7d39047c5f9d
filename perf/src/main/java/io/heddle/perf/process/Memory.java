package io.heddle.perf.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a sidecar's processes.
 *
 * @param rssKib pages of theirs that are in memory, shared ones counted in each
 * @param pssKib the same, each shared page divided among those who share it
 */
public record Memory(long rssKib, long pssKib) {
  public static final Memory NONE = new Memory(0, 0);

  /** Reads {@code smaps_rollup}. */
  public static Memory parse(String rollup) {
    return new Memory(kib(rollup, "Rss"), kib(rollup, "Pss"));
  }

  public Memory plus(Memory other) {
    return new Memory(rssKib + other.rssKib, pssKib + other.pssKib);
  }

  private static long kib(String rollup, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + ": +([0-9]{1,18}) kB$").matcher(rollup);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "smaps_rollup: no " + name + " (expected: a line " + name + ": NUMBER kB)");
    }
    return Long.parseLong(matcher.group(1));
  }
}
