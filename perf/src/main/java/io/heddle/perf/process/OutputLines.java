package io.heddle.perf.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits for what processes say. */
public final class OutputLines {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Clocks clocks;

  public OutputLines(Clocks clocks) {
    this.clocks = clocks;
  }

  /** The first line that begins so. */
  public String await(Started process, String prefix) throws IOException, InterruptedException {
    long startNanos = clocks.ticker().getAsLong();
    while (clocks.millisSince(startNanos) < BOUND.toMillis()) {
      // Asked first: what an ended process said is all there.
      boolean alive = process.isAlive();
      Optional<String> line = process.line(prefix);
      if (line.isPresent()) {
        return line.get();
      }
      if (!alive) {
        throw new IOException(process.name() + " ended; it last said:\n" + process.tail());
      }
      clocks.pause().pause(POLL);
    }
    throw new IOException(
        "%s: no line %s within %s; it last said:\n%s"
            .formatted(process.name(), prefix, BOUND, process.tail()));
  }
}
