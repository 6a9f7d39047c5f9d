package io.heddle.controlplane.check.gather;

import io.heddle.controlplane.check.FilesFacts;
import io.heddle.controlplane.check.ObjectProblem;
import io.heddle.controlplane.files.ObjectFiles;
import io.heddle.controlplane.status.ObjectProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the directory of the user's objects as a control plane would. */
public final class FilesGathering {
  private FilesGathering() {}

  public static FilesFacts directory(Path root) {
    if (!Files.isDirectory(root)) {
      String why = Files.exists(root) ? "is no directory" : "not found";
      return new FilesFacts(root.toString(), why, 0, List.of());
    }
    try {
      List<Path> files = ObjectFiles.in(root);
      List<String> unreadable =
          files.stream().filter(it -> !Files.isReadable(it)).map(Path::toString).toList();
      return new FilesFacts(root.toString(), "", files.size(), unreadable);
    } catch (IOException e) {
      return new FilesFacts(root.toString(), e.toString(), 0, List.of());
    }
  }

  public static List<ObjectProblem> objects(Path root) throws IOException {
    ObjectFiles files = new ObjectFiles();
    for (Path file : ObjectFiles.in(root)) {
      if (Files.isReadable(file)) {
        files.add(file.getFileName().toString(), file);
      }
    }
    return ObjectProblems.of(files.objects()).stream()
        .map(it ->
            new ObjectProblem(
                it.reason().display(),
                it.place().toString(),
                it.object().isKnown() ? it.object().toString() : "",
                it.message()))
        .toList();
  }
}
