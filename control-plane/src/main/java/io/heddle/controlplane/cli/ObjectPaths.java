package io.heddle.controlplane.cli;

import io.heddle.controlplane.files.ObjectFiles;
import io.heddle.controlplane.files.ObjectSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files and directories of objects that a command was given.
 *
 * @param in what {@code -} stands for
 */
record ObjectPaths(List<Path> given, InputStream in) {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final String EXPECTED = " (expected: a file or a directory that can be read)";

  ObjectPaths {
    given = List.copyOf(given);
  }

  ObjectSet read() throws CommandFailedException {
    ObjectFiles files = new ObjectFiles();
    for (Path path : given) {
      add(path, files);
    }
    return files.objects();
  }

  private void add(Path path, ObjectFiles files) throws CommandFailedException {
    try {
      if (path.equals(STANDARD_INPUT)) {
        files.add("<stdin>", in.readAllBytes());
      } else if (Files.isDirectory(path)) {
        for (Path file : ObjectFiles.in(path)) {
          files.add(shown(path, file), file);
        }
      } else if (Files.isReadable(path)) {
        files.add(path.normalize().toString(), path);
      } else {
        throw CommandFailedException.wrongUse(
            path + (Files.exists(path) ? ": cannot be read" : ": not found") + EXPECTED);
      }
    } catch (IOException e) {
      throw CommandFailedException.wrongUse(path + ": cannot be read: " + e + EXPECTED);
    }
  }

  /** As the control plane calls the file, unless that may mean several. */
  private String shown(Path directory, Path file) {
    Path name = file.getFileName();
    return (given.size() == 1 ? name : directory.resolve(name).normalize()).toString();
  }
}
