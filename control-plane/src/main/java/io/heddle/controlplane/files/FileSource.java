package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.Place;
import io.heddle.controlplane.model.Problem.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

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
    List<Path> paths;
    try (Stream<Path> listing = Files.list(directory)) {
      paths = listing.filter(FileSource::isOurs).sorted().toList();
    } catch (IOException e) {
      return lastGood.keepEverything(
          problem(directory.toString(), "cannot be listed: " + e + "; all objects stay in force"));
    }
    SortedMap<String, FileContent> contents = new TreeMap<>();
    for (Path path : paths) {
      String file = path.getFileName().toString();
      try {
        contents.put(file, content(file, Files.readString(path)));
      } catch (NoSuchFileException e) {
        // Deleted since the listing: as if it had been deleted before.
      } catch (CharacterCodingException e) {
        contents.put(file, new FileContent.Unclear(problem(file, "not UTF-8")));
      } catch (IOException e) {
        contents.put(file, new FileContent.Unclear(problem(file, "cannot be read: " + e)));
      }
    }
    return lastGood.update(contents);
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
    textsByFile.forEach((file, text) -> contents.put(file, content(file, text)));
    return new LastGood().update(contents);
  }

  private static FileContent content(String file, String text) {
    return switch (Documents.of(file, text)) {
      case Documents.Broken(var problem) -> new FileContent.Unclear(problem);
      case Documents.Whole(var nodes) -> {
        List<Reading> readings = new ArrayList<>();
        for (Node node : nodes) {
          readings.add(ObjectReader.read(file, node));
        }
        yield new FileContent.Whole(readings);
      }
    };
  }

  private static boolean isOurs(Path path) {
    String name = path.getFileName().toString();
    // Editors keep their scratch files under names with a dot in front.
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && !Files.isDirectory(path);
  }

  private static Problem problem(String file, String message) {
    return new Problem(Reason.INVALID, new Place(file, 1), "", "", message, "");
  }
}
