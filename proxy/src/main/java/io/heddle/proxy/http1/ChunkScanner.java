package io.heddle.proxy.http1;

import io.heddle.proxy.http.head.Characters;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Reads the framing of a chunked body ahead of Netty's decoder, which is lenient where RFC 9112
 * section 7.1 is not: it unfolds trailers, takes any number of them, and space after a size.
 */
final class ChunkScanner implements ByteProcessor {
  private final int maxLineBytes;
  private final HeadScanner trailers;

  private State state = State.NO_BODY;
  private int scanned;
  private int sound;
  private int lineBytes;
  private long size;
  private String detail = "";

  ChunkScanner(HeadLimits limits, HeadScanner trailers) {
    this.maxLineBytes = limits.maxFirstLineBytes();
    this.trailers = trailers;
  }

  private enum State {
    NO_BODY,
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILERS,
    INVALID
  }

  /** The next byte is the body's first. */
  void begin() {
    state = State.SIZE;
    scanned = 0;
    sound = 0;
    lineBytes = 0;
    size = 0;
  }

  /** What is wrong. */
  String detail() {
    return detail;
  }

  /** Looks at what has come since the last time. May the decoder go on? */
  boolean isSound(ByteBuf in) {
    while (isInBody() && scanned < in.readableBytes()) {
      int left = in.readableBytes() - scanned;
      if (state == State.DATA) {
        skip((int) Math.min(size, left));
      } else {
        int from = in.readerIndex() + scanned;
        int boundary = in.forEachByte(from, left, this);
        scanned += boundary < 0 ? left : boundary - from + 1;
        sound = boundary < 0 || state == State.INVALID ? sound : scanned;
      }
    }
    return state != State.INVALID || sound > 0;
  }

  private boolean isInBody() {
    return state != State.NO_BODY && state != State.INVALID;
  }

  private void skip(int data) {
    size -= data;
    scanned += data;
    sound = scanned;
    if (size == 0) {
      state = State.DATA_CR;
    }
  }

  /** The decoder has taken these of the bytes that were looked at. */
  void decoded(int bytes) {
    scanned = Math.max(0, scanned - bytes);
    sound = Math.max(0, sound - bytes);
  }

  /** Stops after each line, after the trailers, and at what is wrong. */
  @Override
  public boolean process(byte value) {
    return switch (state) {
      case SIZE, EXTENSION -> sizeLine(value);
      case SIZE_LF -> sizeEnd(value);
      case DATA_CR -> {
        state = State.DATA_LF;
        yield value == '\r' || bad("chunk: longer than its size");
      }
      case DATA_LF -> {
        state = State.SIZE;
        yield value != '\n' && bad("chunk: longer than its size");
      }
      case TRAILERS -> trailer(value);
      case NO_BODY, DATA, INVALID -> false;
    };
  }

  private boolean sizeLine(byte value) {
    if (value == '\r' && lineBytes > 0) {
      state = State.SIZE_LF;
      return true;
    }
    if (++lineBytes > maxLineBytes) {
      return bad("chunk size: more than " + maxLineBytes + " bytes");
    }
    if (state == State.EXTENSION) {
      return Characters.isFieldContent(value) || bad("chunk extension: byte " + (value & 0xff));
    }
    if (value == ';' && lineBytes > 1) {
      state = State.EXTENSION;
      return true;
    }
    return digit(value);
  }

  private boolean digit(byte value) {
    int digit = Character.digit(value, 16);
    if (digit < 0) {
      return bad("chunk size: byte " + (value & 0xff));
    }
    size = size << 4 | digit;
    return size <= Integer.MAX_VALUE || bad("chunk size: more than " + Integer.MAX_VALUE);
  }

  private boolean sizeEnd(byte value) {
    lineBytes = 0;
    if (value != '\n') {
      return bad("chunk size: bare CR");
    }
    if (size > 0) {
      state = State.DATA;
    } else {
      state = State.TRAILERS;
      trailers.resetToFields();
    }
    return false;
  }

  private boolean trailer(byte value) {
    if (trailers.process(value)) {
      return true;
    }
    if (!trailers.isDone()) {
      return bad(trailers.detail());
    }
    state = State.NO_BODY;
    return false;
  }

  private boolean bad(String what) {
    state = State.INVALID;
    detail = what;
    return false;
  }
}
