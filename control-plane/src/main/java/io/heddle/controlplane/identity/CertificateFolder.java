package io.heddle.controlplane.identity;

import io.heddle.certs.AtomicFile;
import io.heddle.certs.Pem;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory with {@code tls.crt}, {@code tls.key} and {@code ca.crt} that other programs read:
 * all three change in one step, as in a mounted Kubernetes Secret. They are links into {@code
 * ..data}, which is a link to the folder of the newest; whoever watches the directory sees it move.
 */
public final class CertificateFolder {
  private static final String CHAIN = "tls.crt";
  private static final String KEY = "tls.key";
  private static final String ROOTS = "ca.crt";
  private static final String CURRENT = "..data";
  private static final String VERSION_PREFIX = "..v";

  private final Path directory;

  public CertificateFolder(Path directory) {
    this.directory = directory;
  }

  /** Puts these in the place of what is there; the folder before last is deleted. */
  public void put(X509Svid svid, TrustBundle roots, Instant now) throws IOException {
    AtomicFile.createPrivateDirectory(directory);
    Path version = Files.createTempDirectory(directory, VERSION_PREFIX + now.toEpochMilli() + "-");
    AtomicFile.writePrivate(version.resolve(KEY), Pem.encode(svid.key()));
    AtomicFile.write(version.resolve(CHAIN), svid.chainPem());
    AtomicFile.write(version.resolve(ROOTS), roots.pem());
    Path previous = current();
    link(CURRENT, version.getFileName());
    for (String name : List.of(CHAIN, KEY, ROOTS)) {
      Path link = directory.resolve(name);
      if (!Files.isSymbolicLink(link)) {
        link(name, Path.of(CURRENT, name));
      }
    }
    deleteAllBut(version.getFileName(), previous);
  }

  private Path current() throws IOException {
    Path link = directory.resolve(CURRENT);
    return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link) : Path.of(CURRENT);
  }

  private void link(String name, Path target) throws IOException {
    Path temporary = directory.resolve(".." + name + ".new");
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, target);
    Files.move(
        temporary,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** A reader may be between two files of the folder before: it stays until the next time. */
  private void deleteAllBut(Path newest, Path previous) throws IOException {
    List<Path> versions;
    try (Stream<Path> entries = Files.list(directory)) {
      versions =
          entries
              .filter(entry -> entry.getFileName().toString().startsWith(VERSION_PREFIX))
              .filter(entry -> !entry.getFileName().equals(newest))
              .filter(entry -> !entry.getFileName().equals(previous))
              .toList();
    }
    for (Path version : versions) {
      delete(version);
    }
  }

  private static void delete(Path version) throws IOException {
    for (String name : List.of(CHAIN, KEY, ROOTS)) {
      Files.deleteIfExists(version.resolve(name));
    }
    try {
      Files.deleteIfExists(version);
    } catch (DirectoryNotEmptyException | NoSuchFileException _) {
      // Somebody else's file lies in it, or another process was quicker.
    }
  }
}
