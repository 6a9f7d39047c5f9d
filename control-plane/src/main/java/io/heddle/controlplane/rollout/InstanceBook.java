package io.heddle.controlplane.rollout;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each instance's last published state in a file of its own, so that a restart changes
 * nothing for clients. Best effort: a full disk is reported and stops nothing. Told on the mesh
 * thread; writes on the executor, only the newest state of an instance.
 */
public final class InstanceBook implements RolloutObserver {
  private static final Logger log = LoggerFactory.getLogger(InstanceBook.class);
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final Executor disk;
  private final Map<String, Optional<BookEntry>> pending = new ConcurrentHashMap<>();
  private volatile String problem = "";

  public InstanceBook(Path directory, Executor disk) {
    this.directory = directory;
    this.disk = disk;
  }

  /** All entries that can be read; the others are reported and left out. */
  public List<BookEntry> load() {
    List<BookEntry> entries = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return entries;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        BookEntry entry = read(file);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (IOException e) {
      report("read " + directory, e);
    }
    return entries;
  }

  /** What kept the last write from the disk; empty when nothing did. */
  public String problem() {
    return problem;
  }

  @Override
  public void changed(Transition transition) {
    switch (transition.to()) {
      case PENDING, WARMING, SERVING, DRAINING -> put(transition.instance());
      case RELEASED -> later(transition.uid(), Optional.empty());
    }
  }

  @Override
  public void rejoined(InstanceView instance) {
    put(instance);
  }

  @Override
  public void forgotten(InstanceView instance) {
    later(instance.uid(), Optional.empty());
  }

  private void put(InstanceView instance) {
    later(instance.uid(), Optional.of(BookEntry.of(instance)));
  }

  private void later(String uid, Optional<BookEntry> entry) {
    if (pending.put(uid, entry) == null) {
      disk.execute(() -> write(uid));
    }
  }

  private void write(String uid) {
    Optional<BookEntry> entry = pending.remove(uid);
    if (entry == null) {
      return;
    }
    Path file = directory.resolve(uid + SUFFIX);
    try {
      if (entry.isPresent()) {
        replace(file, BookFormat.write(entry.get()));
      } else {
        Files.deleteIfExists(file);
      }
      problem = "";
    } catch (IOException e) {
      report("write " + file, e);
    }
  }

  private void replace(Path file, byte[] content) throws IOException {
    Files.createDirectories(directory);
    Path whole = directory.resolve(file.getFileName() + ".new");
    try {
      Files.write(whole, content);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private @Nullable BookEntry read(Path file) {
    try {
      return BookFormat.read(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      report("read " + file, e);
      return null;
    }
  }

  private void report(String what, Exception cause) {
    String message = what + ": " + cause;
    if (!message.equals(problem)) {
      log.warn("{}; instances are kept in memory only", message);
    }
    problem = message;
  }
}
