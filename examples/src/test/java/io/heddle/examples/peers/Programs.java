package io.heddle.examples.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Programs that this host may have. */
final class Programs {
  /** Where Debian keeps the servers that belong to no user's path. */
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

  private Programs() {}

  /** Skips the test where it is missing. */
  static String require(String program) throws IOException {
    Optional<Path> found =
        folders().stream()
            .map(folder -> folder.resolve(program))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "no " + program + " on this host");
    return found.orElseThrow().toString();
  }

  private static List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String folder : Objects.requireNonNullElse(System.getenv("PATH"), "").split(":", -1)) {
      if (!folder.isEmpty()) {
        folders.add(Path.of(folder));
      }
    }
    folders.add(Path.of("/usr/sbin"));
    if (Files.isDirectory(POSTGRES)) {
      try (DirectoryStream<Path> versions = Files.newDirectoryStream(POSTGRES)) {
        versions.forEach(version -> folders.add(version.resolve("bin")));
      }
    }
    return folders;
  }
}
