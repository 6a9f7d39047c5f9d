package io.heddle.perf.load;

import java.nio.ByteBuffer;

/** Skips a chunked body and says when it has ended. */
final class ChunkedBody {
  private static final int MAX_LINE = 256;

  private enum Part {
    SIZE,
    DATA,
    DATA_END,
    TRAILER,
    END
  }

  private final StringBuilder line = new StringBuilder();
  private Part part = Part.SIZE;
  private long remaining;

  /** Consumes what belongs to the body; true once its end was consumed. */
  boolean consume(ByteBuffer bytes) throws MalformedResponseException {
    while (part != Part.END && bytes.hasRemaining()) {
      if (part == Part.DATA) {
        skipData(bytes);
      } else if (readLine(bytes)) {
        onLine(line.toString());
        line.setLength(0);
      }
    }
    return part == Part.END;
  }

  private void skipData(ByteBuffer bytes) {
    int skip = (int) Math.min(remaining, bytes.remaining());
    bytes.position(bytes.position() + skip);
    remaining -= skip;
    if (remaining == 0) {
      part = Part.DATA_END;
    }
  }

  private boolean readLine(ByteBuffer bytes) throws MalformedResponseException {
    while (bytes.hasRemaining()) {
      char next = (char) (bytes.get() & 0xff);
      if (next == '\n') {
        return true;
      }
      if (next != '\r') {
        line.append(next);
      }
      if (line.length() > MAX_LINE) {
        throw new MalformedResponseException("chunk line: over " + MAX_LINE + " bytes");
      }
    }
    return false;
  }

  private void onLine(String text) throws MalformedResponseException {
    switch (part) {
      case SIZE -> {
        remaining = size(text);
        part = remaining == 0 ? Part.TRAILER : Part.DATA;
      }
      case DATA_END -> part = Part.SIZE;
      case TRAILER -> part = text.isEmpty() ? Part.END : Part.TRAILER;
      case DATA, END -> throw new IllegalStateException("part: " + part);
    }
  }

  private static long size(String text) throws MalformedResponseException {
    int extension = text.indexOf(';');
    String digits = (extension < 0 ? text : text.substring(0, extension)).strip();
    if (!digits.matches("[0-9a-fA-F]{1,15}")) {
      throw new MalformedResponseException("chunk size: " + text);
    }
    return Long.parseLong(digits, 16);
  }
}
