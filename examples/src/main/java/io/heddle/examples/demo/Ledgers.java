package io.heddle.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The ledgers of all processes of a service, a file each. */
final class Ledgers {
  private final Path directory;
  private final String service;

  Ledgers(Path directory, String service) {
    this.directory = directory;
    this.service = service;
  }

  /** Reads entry after entry, holding none; the number of lines that are no entry. */
  long read(Consumer<LedgerEntry> reader) throws IOException {
    long malformed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, service + "-*.ledger")) {
      for (Path file : files) {
        malformed += read(file, reader);
      }
    }
    return malformed;
  }

  private static long read(Path file, Consumer<LedgerEntry> reader) throws IOException {
    long malformed = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<LedgerEntry> entry = LedgerEntry.parse(line);
        entry.ifPresent(reader);
        malformed += entry.isEmpty() ? 1 : 0;
      }
    }
    return malformed;
  }
}
