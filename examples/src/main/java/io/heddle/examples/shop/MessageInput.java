package io.heddle.examples.shop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines and bytes of one connection; for one thread, so it takes no lock for each byte. */
final class MessageInput {
  private static final int MAX_LINE = 8 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[MAX_LINE];
  private int position;
  private int limit;

  MessageInput(InputStream in) {
    this.in = in;
  }

  /** Waits for the next byte or the end. */
  boolean isAtEnd() throws IOException {
    return position == limit && !fill();
  }

  /** Up to the next line feed, without it and without carriage returns before it. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    while (true) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      line.append(new String(buffer, position, end - position, StandardCharsets.ISO_8859_1));
      if (line.length() > MAX_LINE) {
        throw new IOException("line: over " + MAX_LINE + " bytes");
      }
      position = end;
      if (end < limit) {
        position++;
        return withoutCarriageReturn(line);
      }
      require(fill());
    }
  }

  private static String withoutCarriageReturn(StringBuilder line) {
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }

  byte[] bytes(int length) throws IOException {
    byte[] bytes = Arrays.copyOfRange(buffer, position, Math.min(limit, position + length));
    position += bytes.length;
    if (bytes.length == length) {
      return bytes;
    }
    int buffered = bytes.length;
    bytes = Arrays.copyOf(bytes, length);
    require(in.readNBytes(bytes, buffered, length - buffered) == length - buffered);
    return bytes;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private static void require(boolean whole) throws IOException {
    if (!whole) {
      throw new EOFException("closed within a message");
    }
  }
}
