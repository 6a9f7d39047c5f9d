package io.heddle.perf.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the harness with whatever it started itself. */
public final class Started {
  private static final int TAIL_LINES = 10;

  private final Launch launch;
  private final Process process;
  private final long startNanos;
  private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();

  public Started(Launch launch, Process process, long startNanos) {
    this.launch = launch;
    this.process = process;
    this.startNanos = startNanos;
  }

  public String name() {
    return launch.name();
  }

  /** By the ticker, just before it was executed. */
  public long startNanos() {
    return startNanos;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The ids of its processes: its own first, then of those that it has started by now. */
  public List<Long> ids() {
    process.descendants().forEach(descendants::add);
    return Stream.concat(
            Stream.of(process.pid()),
            descendants.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::pid))
        .toList();
  }

  /** The first line of its output that begins so, if it has been written whole. */
  public Optional<String> line(String prefix) throws IOException {
    String text = output();
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole.lines().filter(line -> line.startsWith(prefix)).findFirst();
  }

  /** The last lines of its output. */
  public String tail() throws IOException {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /** SIGKILL to the process and to all that it ever started. */
  public void kill() {
    process.descendants().forEach(descendants::add);
    process.destroyForcibly();
    // A handle knows the start time of its process, so a number used again is not hit.
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** After {@link #kill}: returns when nothing of it is left. */
  public void awaitGone() {
    process.onExit().join();
    for (ProcessHandle descendant : descendants) {
      // One that nobody collects stays a zombie, which holds nothing.
      descendant.onExit().completeOnTimeout(descendant, 5, TimeUnit.SECONDS).join();
    }
  }

  private String output() throws IOException {
    // Lenient: what others write need not be UTF-8.
    return new String(Files.readAllBytes(launch.log()), StandardCharsets.UTF_8);
  }
}
