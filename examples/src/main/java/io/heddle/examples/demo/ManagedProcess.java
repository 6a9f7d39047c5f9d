package io.heddle.examples.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process of the demo with whatever it started itself. */
public final class ManagedProcess {
  private final Launch launch;
  private final Process process;
  private final ProcessOutput output;
  private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();

  ManagedProcess(Launch launch, Process process, ProcessOutput output) {
    this.launch = launch;
    this.process = process;
    this.output = output;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Where the first part of its output is kept. */
  public Path log() {
    return launch.log();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The ready line's text, if it has been printed. */
  boolean isReady() {
    return output.readyLine().isDone() && !output.readyLine().isCompletedExceptionally();
  }

  /** Waits for the line by which the process says that it is ready. */
  public String awaitReady(Duration bound) throws IOException, InterruptedException {
    try {
      return output.readyLine().get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException _) {
      throw new IOException(
          "%s: not ready after %s; it last said:\n%s"
              .formatted(launch.name(), bound, output.tail()));
    } finally {
      rememberDescendants();
    }
  }

  /** SIGTERM to the process alone; by its handle, for what it says while it stops is read, too. */
  public void terminate() {
    rememberDescendants();
    process.toHandle().destroy();
  }

  /** SIGKILL to the process and to all that it ever started. */
  public void kill() {
    rememberDescendants();
    process.destroyForcibly();
    // A handle knows the start time of its process, so a number used again is not hit.
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  public boolean awaitExit(Duration bound) throws InterruptedException {
    return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** After {@link #kill}: returns when nothing of it is left. */
  void awaitGone() {
    process.onExit().join();
    descendants.forEach(descendant -> descendant.onExit().join());
  }

  /** Waits for its exit and for the end of its output; the exit code. */
  public int awaitEnd(Duration bound) throws IOException, InterruptedException {
    if (!awaitExit(bound)) {
      throw new IOException(
          "%s: runs after %s; it last said:\n%s".formatted(launch.name(), bound, output.tail()));
    }
    output.ended().join();
    return process.exitValue();
  }

  /** The last lines of its output. */
  public String tail() {
    return output.tail();
  }

  private void rememberDescendants() {
    process.descendants().forEach(descendants::add);
  }
}
