package io.heddle.examples.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A script among the test's resources. */
final class Resource {
  private Resource() {}

  /** As a file that a program can run. */
  static Path copy(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream text = Resource.class.getResourceAsStream("/peers/" + name)) {
      if (text == null) {
        throw new IOException(name + ": not there (expected: among the test's resources)");
      }
      Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
