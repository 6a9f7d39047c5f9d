package io.heddle.controlplane.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The objects that users keep in a directory of YAML files. Any thread may use it. */
public final class FileSource {
  private final Path directory;
  private final LastGood lastGood = new LastGood();

  /**
   * The objects of the files of this directory, not of those further down.
   *
   * @throws NotDirectoryException when it is none
   */
  public FileSource(Path directory) throws NotDirectoryException {
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(
          "files: " + directory + " (expected: a directory with *.yaml or *.yml files)");
    }
  }

  /** Reads all files now. What cannot be read leaves what it held before in force. */
  public synchronized ObjectSet reload() {
    ObjectFiles files = new ObjectFiles();
    try {
      for (Path path : ObjectFiles.in(directory)) {
        files.add(path.getFileName().toString(), path);
      }
    } catch (IOException e) {
      return lastGood.keepEverything(
          FileContent.Unclear.because(
                  directory.toString(), "cannot be listed: " + e + "; all objects stay in force")
              .problem());
    }
    return lastGood.update(files.contents());
  }

  /**
   * Watches the directory until closed. After a change has settled the files are read, and if the
   * objects or problems are others than {@code known}, {@code listener} gets them on {@code
   * executor}.
   */
  public FileWatch watch(ObjectSet known, Executor executor, Consumer<ObjectSet> listener)
      throws IOException {
    return FileWatch.start(directory, this::reload, known, executor, listener);
  }

  /** The objects of texts that are in no directory; nothing was in force before. */
  public static ObjectSet read(SortedMap<String, String> textsByFile) {
    SortedMap<String, FileContent> contents = new TreeMap<>();
    textsByFile.forEach((file, text) -> contents.put(file, FileContent.of(file, text)));
    return new LastGood().update(contents);
  }
}
