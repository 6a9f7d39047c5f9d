package io.heddle.examples.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All processes of a run; closing it leaves none behind, and none is started afterwards. */
public final class ProcessGroup implements AutoCloseable {
  /** A sidecar lives for a minute here: compiling its code twice would cost more than it saves. */
  private static final String SIDECAR_JAVA_OPTIONS = "-XX:TieredStopAtLevel=1";

  private final List<ManagedProcess> processes = new ArrayList<>();
  private boolean closed;

  /** Starts a process of the run. */
  public synchronized ManagedProcess start(Launch launch) throws IOException {
    if (closed) {
      throw new IOException(launch.name() + ": not started (expected: before the end of the run)");
    }
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
    builder.environment().putIfAbsent("HEDDLE_SIDECAR_JAVA_OPTIONS", SIDECAR_JAVA_OPTIONS);
    Process process = builder.start();
    ProcessOutput output = new ProcessOutput(launch);
    // A read from a pipe would keep a virtual thread's carrier, and others would never run.
    Thread.ofPlatform()
        .daemon()
        .name("output-" + launch.name())
        .start(() -> output.readAll(process.getInputStream()));
    ManagedProcess managed = new ManagedProcess(launch, process, output);
    processes.add(managed);
    return managed;
  }

  /** Kills whatever still runs, and waits until it is gone. */
  public synchronized void killAll() {
    processes.forEach(ManagedProcess::kill);
    processes.forEach(ManagedProcess::awaitGone);
    processes.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    killAll();
  }
}
