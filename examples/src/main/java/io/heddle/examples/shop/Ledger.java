package io.heddle.examples.shop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * The application's own record of what it executed: a line a request, {@code id pid version method
 * millis}.
 *
 * <p>Each line is one write to a file opened for appending, so a killed process leaves whole lines.
 */
final class Ledger {
  private final FileChannel file;
  private final long pid;
  private final String version;
  private final InstantSource clock;

  Ledger(Path path, long pid, String version, InstantSource clock) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.pid = pid;
    this.version = version;
    this.clock = clock;
  }

  void executed(String id, String method) throws IOException {
    String line = id + ' ' + pid + ' ' + version + ' ' + method + ' ' + clock.millis() + '\n';
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
    int written = file.write(bytes);
    if (bytes.hasRemaining()) {
      throw new IOException("ledger: wrote " + written + " bytes of a line (expected: all)");
    }
  }
}
