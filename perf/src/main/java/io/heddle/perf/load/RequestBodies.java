package io.heddle.perf.load;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The bodies that POSTs carry, and the hash by which an answer shows that it belongs to one.
 *
 * <p>A body begins with its request's id, so that two bodies never have the same hash by design.
 */
final class RequestBodies {
  static final byte[] NONE = {};

  private static final int SMALL_BYTES = 1 << 10;
  private static final int LARGE_BYTES = 4 << 10;

  private RequestBodies() {}

  /** The body of the POST with this sequence number: 1 KiB, every fourth 4 KiB. */
  static byte[] of(String id, int sequence) {
    byte[] body = new byte[sequence % 4 == 3 ? LARGE_BYTES : SMALL_BYTES];
    byte[] head = id.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, body, 0, head.length);
    for (int i = head.length; i < body.length; i++) {
      body[i] = (byte) ('a' + i % 26);
    }
    return body;
  }

  static String hash(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body, 0, body.length);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
