package io.heddle.controlplane.check.gather;

import io.heddle.controlplane.check.DirectoryFacts;
import io.heddle.controlplane.check.DirectoryFacts.Entry;
import io.heddle.controlplane.check.DirectoryFacts.Kind;
import io.heddle.controlplane.check.DirectoryFacts.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at a directory of state; a file is made in it and taken away. */
public final class DirectoryGathering {
  private static final int DEPTH = 3;
  private static final int MOST_ENTRIES = 10_000;

  private DirectoryGathering() {}

  public static DirectoryFacts gather(Path root) {
    if (!Files.isDirectory(root)) {
      String why = Files.exists(root) ? "is no directory" : "not found";
      return new DirectoryFacts(root.toString(), why, List.of(), "", new Space(0));
    }
    try {
      return new DirectoryFacts(
          root.toString(),
          "",
          entries(root),
          unwritable(root),
          new Space(Files.getFileStore(root).getUsableSpace()));
    } catch (IOException e) {
      return new DirectoryFacts(root.toString(), e.toString(), List.of(), "", new Space(0));
    }
  }

  private static List<Entry> entries(Path root) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root, DEPTH)) {
      paths = walk.limit(MOST_ENTRIES).toList();
    }
    List<Entry> entries = new ArrayList<>();
    for (Path path : paths) {
      PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
      entries.add(
          new Entry(
              path.toString(),
              path.toString().endsWith(".key") ? Kind.SECRET : Kind.OTHER,
              PosixFilePermissions.toString(attributes.permissions()),
              attributes.owner().getName()));
    }
    return entries;
  }

  private static String unwritable(Path root) {
    try {
      Files.delete(Files.createTempFile(root, ".check-", ""));
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
