package io.heddle.controlplane.check.gather;

import io.heddle.controlplane.check.DirectoryFacts;
import io.heddle.controlplane.check.DirectoryFacts.Entry;
import io.heddle.controlplane.check.DirectoryFacts.Kind;
import io.heddle.controlplane.check.DirectoryFacts.Space;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

  /** A control plane may be at work here: what goes meanwhile is not missed. */
  private static List<Entry> entries(Path root) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Files.walkFileTree(root, Set.of(), DEPTH, new EntryVisitor(entries));
    return entries;
  }

  private static final class EntryVisitor extends SimpleFileVisitor<Path> {
    private final List<Entry> entries;

    EntryVisitor(List<Entry> entries) {
      this.entries = entries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      return visitFile(path, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      try {
        entries.add(entry(path));
      } catch (NoSuchFileException _) {
        return FileVisitResult.CONTINUE;
      }
      return entries.size() < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  private static Entry entry(Path path) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    return new Entry(
        path.toString(),
        path.toString().endsWith(".key") ? Kind.SECRET : Kind.OTHER,
        PosixFilePermissions.toString(attributes.permissions()),
        attributes.owner().getName());
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
