package io.heddle.controlplane.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A process of this host whose lines are shown with its name before them. */
final class Child implements Ending.Unit {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

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
    ProcessBuilder builder = new ProcessBuilder(ownSession(command)).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put(OrphanWatch.STARTED_BY_UP, "1");
    Child child = new Child(name, builder.start(), out);
    Thread.ofVirtual().name("output of " + name).start(() -> child.show(readyPrefix));
    return child;
  }

  /** A terminal's Ctrl-C is for the process that knows in which order all of them end. */
  private static List<String> ownSession(List<String> command) {
    List<String> wrapped = new ArrayList<>(command);
    if (Files.isExecutable(SETSID)) {
      wrapped.addFirst(SETSID.toString());
    }
    return wrapped;
  }

  String name() {
    return name;
  }

  /** The line that said it is ready; fails when the process ended without. */
  CompletableFuture<String> ready() {
    return ready;
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  // By its handle: a process itself would stop listening to the other's last words.
  @Override
  public void terminate() {
    process.toHandle().destroy();
  }

  @Override
  public List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  @Override
  public void kill() {
    process.toHandle().destroyForcibly();
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
