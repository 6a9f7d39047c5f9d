package io.heddle.perf.controlplane;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM how much of its heap is in use, through {@code jcmd}. */
final class HeapInfo {
  private static final Pattern GENERATION =
      Pattern.compile(" total [0-9]{1,12}K, used ([0-9]{1,12})K");

  private final Path jcmd;

  /**
   * @param javaHome of a JDK
   */
  HeapInfo(Path javaHome) {
    this.jcmd = javaHome.resolve("bin/jcmd");
  }

  /** In KiB, after a full collection. */
  long liveKib(long process) throws IOException, InterruptedException {
    var _ = said(process, "GC.run");
    return usedKib(said(process, "GC.heap_info"));
  }

  /** Of all generations, without what classes take. */
  static long usedKib(String info) {
    Matcher matcher = GENERATION.matcher(info);
    long used = 0;
    boolean found = false;
    while (matcher.find()) {
      found = true;
      used += Long.parseLong(matcher.group(1));
    }
    if (!found) {
      throw new IllegalArgumentException(
          "heap info: " + info + " (expected: generations of the serial collector)");
    }
    return used;
  }

  private String said(long process, String command) throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(process), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = asked.waitFor();
    if (code != 0) {
      throw new IOException("jcmd " + command + " ended with " + code + ": " + said.strip());
    }
    return said;
  }
}
