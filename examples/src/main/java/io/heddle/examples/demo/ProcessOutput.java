package io.heddle.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a process's output to its end: finds the ready line, keeps the last lines, and logs the
 * first part to a file, so that no process fills the disk.
 */
final class ProcessOutput {
  private static final int MAX_LOG_CHARACTERS = 1 << 20;
  private static final int TAIL_LINES = 10;

  private final Launch launch;
  private final CompletableFuture<String> readyLine = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final ArrayDeque<String> tail = new ArrayDeque<>();

  ProcessOutput(Launch launch) {
    this.launch = launch;
  }

  /** The ready line; fails when the output ends without one. */
  CompletableFuture<String> readyLine() {
    return readyLine;
  }

  /** Completes when there is no more to read. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  synchronized String tail() {
    return String.join("\n", tail);
  }

  void readAll(InputStream output) {
    try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
        Writer file = Files.newBufferedWriter(launch.log())) {
      int logged = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        onLine(line);
        if (logged < MAX_LOG_CHARACTERS) {
          logged += line.length() + 1;
          file.write(line);
          file.write('\n');
          file.flush();
        }
      }
    } catch (IOException e) {
      onLine("output: " + e.getMessage());
    }
    readyLine.completeExceptionally(
        new IOException(launch.name() + " ended before it was ready:\n" + tail()));
    ended.complete(null);
  }

  private void onLine(String line) {
    synchronized (this) {
      if (tail.size() == TAIL_LINES) {
        tail.removeFirst();
      }
      tail.addLast(line);
    }
    if (line.startsWith(launch.readyPrefix())) {
      readyLine.complete(line);
    }
  }
}
