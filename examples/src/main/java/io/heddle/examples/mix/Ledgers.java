package io.heddle.examples.mix;

import io.heddle.examples.market.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The ledgers of all the markets of a run, a file each. */
public final class Ledgers {
  private final Path directory;

  public Ledgers(Path directory) {
    this.directory = directory;
  }

  /** Reads entry after entry, holding none; the number of lines that are no entry. */
  long read(Consumer<Entry> reader) throws IOException {
    long malformed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.ledger")) {
      for (Path file : files) {
        malformed += read(file, reader);
      }
    }
    return malformed;
  }

  private static long read(Path file, Consumer<Entry> reader) throws IOException {
    long malformed = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<Entry> entry = Entry.parse(line);
        entry.ifPresent(reader);
        malformed += entry.isEmpty() ? 1 : 0;
      }
    }
    return malformed;
  }
}
