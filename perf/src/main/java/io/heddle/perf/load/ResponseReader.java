package io.heddle.perf.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one answer at a time from the bytes of a connection; keeps heads and skips bodies. */
final class ResponseReader {
  private static final int MAX_HEAD_BYTES = 16 << 10;

  private final ByteBuffer bytes = ByteBuffer.allocate(MAX_HEAD_BYTES);
  private @Nullable ResponseHead head;
  private @Nullable ChunkedBody chunked;
  private long remaining;
  private boolean untilClose;

  /** Where the connection reads into; {@link #advance} consumes it. */
  ByteBuffer buffer() {
    return bytes;
  }

  /** True if anything of an answer has arrived. */
  boolean hasStarted() {
    return head != null || bytes.position() > 0;
  }

  /** The answer, once all of it has arrived. */
  @Nullable ResponseHead advance() throws MalformedResponseException {
    bytes.flip();
    try {
      ResponseHead current = head;
      while (current == null) {
        current = readHead();
        if (current == null) {
          return null;
        }
        if (current.status() < 200 && current.status() != 101) {
          current = null;
        } else {
          begin(current);
        }
      }
      return bodyHasEnded() ? finish(current) : null;
    } finally {
      bytes.compact();
    }
  }

  /** The answer that the end of the connection completes, if its framing allows that. */
  @Nullable ResponseHead onEndOfStream() {
    ResponseHead current = head;
    return current != null && untilClose ? finish(current) : null;
  }

  private @Nullable ResponseHead readHead() throws MalformedResponseException {
    int end = endOfHead();
    if (end < 0) {
      if (bytes.remaining() == bytes.capacity()) {
        throw new MalformedResponseException("head: over " + MAX_HEAD_BYTES + " bytes");
      }
      return null;
    }
    int start = bytes.position();
    String text = new String(bytes.array(), start, end - start, StandardCharsets.ISO_8859_1);
    bytes.position(end + 4);
    return ResponseHead.parse(text);
  }

  private int endOfHead() {
    for (int i = bytes.position(); i + 3 < bytes.limit(); i++) {
      if (bytes.get(i) == '\r'
          && bytes.get(i + 1) == '\n'
          && bytes.get(i + 2) == '\r'
          && bytes.get(i + 3) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void begin(ResponseHead current) {
    head = current;
    chunked = current.chunked() ? new ChunkedBody() : null;
    boolean framed = current.chunked() || current.contentLength() >= 0 || current.hasNoBody();
    untilClose = !framed;
    remaining = current.hasNoBody() ? 0 : Math.max(0, current.contentLength());
  }

  private boolean bodyHasEnded() throws MalformedResponseException {
    if (chunked != null) {
      return chunked.consume(bytes);
    }
    if (untilClose) {
      bytes.position(bytes.limit());
      return false;
    }
    int skip = (int) Math.min(remaining, bytes.remaining());
    bytes.position(bytes.position() + skip);
    remaining -= skip;
    return remaining == 0;
  }

  private ResponseHead finish(ResponseHead current) {
    head = null;
    chunked = null;
    untilClose = false;
    return current;
  }
}
