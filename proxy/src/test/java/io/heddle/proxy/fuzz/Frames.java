package io.heddle.proxy.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The frames of an HTTP/2 connection as bytes. */
final class Frames {
  static final int INTERNAL_ERROR = 2;

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final int HEAD_BYTES = 9;
  private static final int GOAWAY = 7;

  private Frames() {}

  static byte[] afterPreface(byte[] frames) {
    return ByteBuffer.allocate(PREFACE.length + SETTINGS.length + frames.length)
        .put(PREFACE)
        .put(SETTINGS)
        .put(frames)
        .array();
  }

  static byte[] afterSettings(byte[] frames) {
    return ByteBuffer.allocate(SETTINGS.length + frames.length).put(SETTINGS).put(frames).array();
  }

  /** The errors that a connection was ended with, by either side's bytes. */
  static List<Integer> goAwayErrors(byte[] sent) {
    List<Integer> errors = new ArrayList<>();
    ByteBuffer frames = ByteBuffer.wrap(sent);
    if (ByteBuffer.wrap(PREFACE).mismatch(frames) == PREFACE.length) {
      frames.position(PREFACE.length);
    }
    while (frames.remaining() >= HEAD_BYTES) {
      int lengthAndType = frames.getInt();
      int payload = frames.position() + HEAD_BYTES - Integer.BYTES;
      if ((lengthAndType & 0xff) == GOAWAY) {
        errors.add(frames.getInt(payload + Integer.BYTES));
      }
      frames.position(payload + (lengthAndType >>> 8));
    }
    return errors;
  }
}
