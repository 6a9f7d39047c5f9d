package io.heddle.examples.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/**
 * The market's own record of what it executed, an {@link Entry} a line; for any thread.
 *
 * <p>Each line is one write to a file opened for appending, so a killed process leaves whole lines.
 */
public final class MarketLedger {
  private final FileChannel file;
  private final String version;
  private final InstantSource clock;

  public MarketLedger(Path path, String version, InstantSource clock) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.version = version;
    this.clock = clock;
  }

  /** A request was executed. */
  public void executed(String id, Kind kind) {
    write(new Entry.Executed(id, kind, version, clock.instant()));
  }

  /** A session has ended. */
  public void ended(String id, Kind kind, Entry.Exchanged exchanged) {
    write(new Entry.Session(id, kind, version, clock.instant(), exchanged));
  }

  private void write(Entry entry) {
    ByteBuffer bytes = ByteBuffer.wrap(entry.line().getBytes(StandardCharsets.US_ASCII));
    try {
      int written = file.write(bytes);
      if (bytes.hasRemaining()) {
        throw new IOException("wrote " + written + " bytes of a line (expected: all)");
      }
    } catch (IOException e) {
      // Nothing that this market answers from here on could be proved.
      throw new UncheckedIOException("ledger", e);
    }
  }
}
