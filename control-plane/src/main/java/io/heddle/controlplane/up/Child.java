package io.heddle.controlplane.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of this host whose lines are shown with its name before them. */
final class Child {
  private final String name;
  private final Process process;
  private final PrintStream out;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private Child(String name, Process process, PrintStream out) {
    this.name = name;
    this.process = process;
    this.out = out;
  }

  /** Starts it; a line of its output that begins with {@code readyPrefix} says that it is ready. */
  static Child start(
      String name,
      List<String> command,
      Map<String, String> environment,
      String readyPrefix,
      PrintStream out)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Child child = new Child(name, builder.start(), out);
    Thread.ofVirtual().name("output of " + name).start(() -> child.show(readyPrefix));
    return child;
  }

  String name() {
    return name;
  }

  /** The line that said it is ready; fails when the process ended without. */
  CompletableFuture<String> ready() {
    return ready;
  }

  CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Asks it to stop, and makes it after a while. */
  void stop(long patienceSeconds) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void show(String readyPrefix) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(name + " | " + line);
        if (line.startsWith(readyPrefix)) {
          ready.complete(line);
        }
      }
    } catch (IOException e) {
      out.println(name + " | its output ended: " + e.getMessage());
    }
    ready.completeExceptionally(
        new UncheckedIOException(name, new IOException("ended before it was ready")));
  }
}
