package io.heddle.perf.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the processes of a run keep certificates, configurations, states and logs. */
public record WorkDirectory(Path root) {
  /** A new directory among the temporary files. */
  public static WorkDirectory create() throws IOException {
    return new WorkDirectory(Files.createTempDirectory("heddle-perf-"));
  }

  public Path directory(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  /** Deletes all of it. */
  public void delete() throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(root)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
