package io.heddle.controlplane.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What files hold now, by the names that problems call them. */
public final class ObjectFiles {
  private final SortedMap<String, FileContent> contents = new TreeMap<>();

  /** The files of the directory that objects are read from, not those further down. */
  public static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> listing = Files.list(directory)) {
      return listing.filter(ObjectFiles::isOurs).sorted().toList();
    }
  }

  /** Reads a file; that it cannot be read is a problem of it. */
  public void add(String name, Path file) {
    try {
      add(name, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      // Deleted since it was found: as if it had been deleted before.
    } catch (IOException e) {
      contents.put(name, FileContent.Unclear.because(name, "cannot be read: " + e));
    }
  }

  /** Reads what came from elsewhere. */
  public void add(String name, byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      contents.put(name, FileContent.of(name, text));
    } catch (CharacterCodingException e) {
      contents.put(name, FileContent.Unclear.because(name, "not UTF-8"));
    }
  }

  /** Their objects, when nothing was in force before. */
  public ObjectSet objects() {
    return new LastGood().update(contents);
  }

  SortedMap<String, FileContent> contents() {
    return Collections.unmodifiableSortedMap(contents);
  }

  private static boolean isOurs(Path path) {
    String name = path.getFileName().toString();
    // Editors keep their scratch files under names with a dot in front.
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && !Files.isDirectory(path);
  }
}
