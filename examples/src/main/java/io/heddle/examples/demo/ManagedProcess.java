package io.heddle.examples.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process of the demo with whatever it started itself. */
final class ManagedProcess {
  private final String name;
  private final Process process;
  private final ProcessOutput output;
  private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();

  ManagedProcess(String name, Process process, ProcessOutput output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The ready line's text, if it has been printed. */
  boolean isReady() {
    return output.readyLine().isDone() && !output.readyLine().isCompletedExceptionally();
  }

  /** Waits for the line by which the process says that it is ready. */
  String awaitReady(Duration bound) throws IOException, InterruptedException {
    try {
      return output.readyLine().get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException _) {
      throw new IOException(
          "%s: not ready after %s; it last said:\n%s".formatted(name, bound, output.tail()));
    } finally {
      rememberDescendants();
    }
  }

  /** SIGTERM to the process alone. */
  void terminate() {
    rememberDescendants();
    process.destroy();
  }

  /** SIGKILL to the process and to all that it ever started. */
  void kill() {
    rememberDescendants();
    process.destroyForcibly();
    // A handle knows the start time of its process, so a number used again is not hit.
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  boolean awaitExit(Duration bound) throws InterruptedException {
    return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** After {@link #kill}: returns when nothing of it is left. */
  void awaitGone() {
    process.onExit().join();
    descendants.forEach(descendant -> descendant.onExit().join());
  }

  String tail() {
    return output.tail();
  }

  private void rememberDescendants() {
    process.descendants().forEach(descendants::add);
  }
}
