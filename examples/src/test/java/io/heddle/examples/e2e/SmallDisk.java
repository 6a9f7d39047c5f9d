package io.heddle.examples.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, small enough to be filled. */
final class SmallDisk implements AutoCloseable {
  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Skips the test where nothing can be mounted. */
  static SmallDisk mount(Path directory) throws IOException, InterruptedException {
    String said = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", directory.toString());
    assumeTrue(said.isEmpty(), "no small file system can be mounted here: " + said);
    return new SmallDisk(directory);
  }

  /** Leaves no byte. */
  void fill() throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream filler = Files.newOutputStream(directory.resolve("filler"))) {
      while (true) {
        filler.write(page);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /** Also while a process has files open there. */
  @Override
  public void close() throws IOException, InterruptedException {
    String said = run("umount", "-l", directory.toString());
    if (!said.isEmpty()) {
      throw new IOException(said);
    }
  }

  /** What it complained about; empty if it did what it should. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : command[0] + ": " + said.strip();
  }
}
