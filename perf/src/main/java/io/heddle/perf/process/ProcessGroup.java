package io.heddle.perf.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** All processes of the harness; closing it leaves none behind, and none is started afterwards. */
public final class ProcessGroup implements AutoCloseable {
  private final Placement placement;
  private final LongSupplier ticker;
  private final List<Started> processes = new ArrayList<>();
  private boolean closed;

  public ProcessGroup(Placement placement, LongSupplier ticker) {
    this.placement = placement;
    this.ticker = ticker;
  }

  public synchronized Started start(Launch launch) throws IOException {
    if (closed) {
      throw new IOException(launch.name() + ": not started (expected: before the end of the run)");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                switch (launch.place()) {
                  case MEASURED -> placement.sidecar(launch.command());
                  case HARNESS -> launch.command();
                })
            .redirectErrorStream(true)
            .redirectOutput(launch.log().toFile());
    builder.environment().putAll(launch.environment());
    long startNanos = ticker.getAsLong();
    Started started = new Started(launch, builder.start(), startNanos);
    processes.add(started);
    return started;
  }

  /** Kills whatever still runs, and waits until it is gone. */
  public synchronized void killAll() {
    processes.forEach(Started::kill);
    processes.forEach(Started::awaitGone);
    processes.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    killAll();
  }
}
