package io.heddle.examples.mix;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of a TCP session: its id and a line feed, then what id and offset determine.
 *
 * <p>Neighbours differ almost always, so a byte lost or repeated is noticed within a few.
 */
final class SessionBytes {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final byte[] id;
  private final long seed;

  SessionBytes(String id) {
    this.id = (id + '\n').getBytes(StandardCharsets.US_ASCII);
    this.seed = id.hashCode() * GOLDEN;
  }

  /** The length of the part that names the session. */
  int header() {
    return id.length;
  }

  long seed() {
    return seed;
  }

  byte[] range(long from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = at(from + i);
    }
    return bytes;
  }

  /** Where the first of these bytes is that is wrong; -1 if all are right. */
  int mismatch(long from, byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != at(from + i)) {
        return i;
      }
    }
    return -1;
  }

  private byte at(long offset) {
    if (offset < id.length) {
      return id[(int) offset];
    }
    long mixed = (seed + offset) * GOLDEN;
    return (byte) (mixed >>> 56);
  }
}
