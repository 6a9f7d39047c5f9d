package io.heddle.certs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that are whole or absent, whatever fails meanwhile. */
public final class AtomicFile {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  private AtomicFile() {}

  /** Only the owner may read it. */
  public static void writePrivate(Path file, String text) throws IOException {
    replace(file, text, PRIVATE);
  }

  /** Everyone may read it. */
  public static void write(Path file, String text) throws IOException {
    replace(file, text, READABLE);
  }

  /**
   * Makes a private file unless it exists; of several processes that try, one succeeds.
   *
   * @return whether this call made it
   */
  public static boolean createPrivate(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      // Who looks for a free name among many asks often: this must not cost a write to the disk.
      return false;
    }
    Path temporary = temporary(file, text, PRIVATE);
    try {
      Files.createLink(file, temporary);
      syncDirectory(file);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Makes a directory, and those above it, that only the owner may enter. */
  public static void createPrivateDirectory(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static void replace(Path file, String text, Set<PosixFilePermission> permissions)
      throws IOException {
    Path temporary = temporary(file, text, permissions);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncDirectory(file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path temporary(Path file, String text, Set<PosixFilePermission> permissions)
      throws IOException {
    Path temporary = Files.createTempFile(directory(file), "." + file.getFileName(), ".tmp");
    boolean written = false;
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      Files.setPosixFilePermissions(temporary, permissions);
      written = true;
      return temporary;
    } finally {
      if (!written) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static void syncDirectory(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(directory(file), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("file: " + file + " (expected: a file in a directory)");
    }
    return parent;
  }
}
