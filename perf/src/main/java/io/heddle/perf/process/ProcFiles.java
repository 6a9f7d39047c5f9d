package io.heddle.perf.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What Linux shows of processes. */
public final class ProcFiles {
  private final Path root;

  /**
   * @param root {@code /proc}, or a folder that looks like it
   */
  public ProcFiles(Path root) {
    this.root = root;
  }

  /** The CPU nanoseconds of each living thread, by thread id; none if the process has ended. */
  public Map<Integer, Long> threadNanos(long process) throws IOException {
    Map<Integer, Long> nanos = new HashMap<>();
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(folder(process).resolve("task"))) {
      for (Path thread : threads) {
        String text = readIfThere(thread.resolve("schedstat"));
        if (!text.isEmpty()) {
          nanos.put(Integer.valueOf(thread.getFileName().toString()), Schedstat.runNanos(text));
        }
      }
    } catch (NoSuchFileException _) {
      return Map.of();
    }
    return nanos;
  }

  public Memory memory(long process) throws IOException {
    return Memory.parse(Files.readString(folder(process).resolve("smaps_rollup")));
  }

  /** How many tasks ran or wanted to, on average over the last minute. */
  public double load() throws IOException {
    return Double.parseDouble(Files.readString(root.resolve("loadavg")).split(" ", -1)[0]);
  }

  /** The file's text; empty where there is none, such as of a thread that ended meanwhile. */
  public String readIfThere(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException _) {
      // A thread that ends between open and read is an error of its own.
      return "";
    }
  }

  private Path folder(long process) {
    return root.resolve(Long.toString(process));
  }
}
