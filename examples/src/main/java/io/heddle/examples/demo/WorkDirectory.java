package io.heddle.examples.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where a run keeps its files: objects, states, ledgers, logs. */
public final class WorkDirectory {
  private static final int DELETE_ATTEMPTS = 5;

  private final Path root;

  private WorkDirectory(Path root) {
    this.root = root;
  }

  /** A new directory among the temporary files. */
  public static WorkDirectory create() throws IOException {
    return new WorkDirectory(Files.createTempDirectory("heddle-demo-"));
  }

  public Path root() {
    return root;
  }

  public Path directory(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  /** Deletes all of it, also while a process that was just killed writes its last file. */
  public void delete() throws IOException {
    for (int attempt = 1; Files.exists(root); attempt++) {
      try {
        deleteOnce();
      } catch (IOException e) {
        if (attempt == DELETE_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void deleteOnce() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
