package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.Characters;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a head as they arrive and finds its end, or the first byte that RFC 9112
 * forbids. It repairs nothing: bare CR or LF, folded lines, spaces around names are refused.
 */
final class HeadScanner implements ByteProcessor {
  private static final int START = 0;
  private static final int FIRST_LINE = 1;
  private static final int FIRST_LINE_LF = 2;
  private static final int FIELD_START = 3;
  private static final int FIELD_NAME = 4;
  private static final int FIELD_VALUE = 5;
  private static final int FIELD_LF = 6;
  private static final int END_LF = 7;
  private static final int EMPTY_LINE_LF = 8;
  private static final int DONE = 9;

  private final HeadLimits limits;
  private final FirstLine firstLine;

  private int state = START;
  private int scanned;
  private int fields;
  private int lineBytes;
  private boolean skippedEmptyLine;
  private @Nullable Failure failure;
  private String detail = "";

  HeadScanner(HeadLimits limits, FirstLine firstLine) {
    this.limits = limits;
    this.firstLine = firstLine;
  }

  /** What is known after the bytes so far. */
  enum Outcome {
    INCOMPLETE,
    COMPLETE,
    INVALID
  }

  void reset() {
    state = START;
    scanned = 0;
    fields = 0;
    lineBytes = 0;
    skippedEmptyLine = false;
    failure = null;
    firstLine.reset();
  }

  /** What comes is fields without a first line. */
  void resetToFields() {
    reset();
    state = FIELD_START;
  }

  boolean hasBegun() {
    return scanned > 0;
  }

  /** Has the empty line come that ends the fields? */
  boolean isDone() {
    return state == DONE;
  }

  Failure failure() {
    return failure == null ? Failure.BAD_REQUEST : failure;
  }

  String detail() {
    return detail;
  }

  /** Goes on from where it stood; {@code in} still begins with the head's first byte. */
  Outcome scan(ByteBuf in) {
    int from = in.readerIndex() + scanned;
    int end = in.forEachByte(from, in.writerIndex() - from, this);
    if (failure != null) {
      return Outcome.INVALID;
    }
    return end >= 0 ? Outcome.COMPLETE : Outcome.INCOMPLETE;
  }

  @Override
  public boolean process(byte value) {
    if (++scanned > limits.maxBytes()) {
      return refuse(Failure.HEAD_TOO_LARGE, "head: more than " + limits.maxBytes() + " bytes");
    }
    return switch (state) {
      case START -> start(value);
      case EMPTY_LINE_LF -> emptyLine(value);
      case FIRST_LINE -> firstLine(value);
      case FIRST_LINE_LF, FIELD_LF -> lineFeed(value);
      case FIELD_START -> fieldStart(value);
      case FIELD_NAME -> fieldName(value);
      case FIELD_VALUE -> fieldValue(value);
      case END_LF -> endOfHead(value);
      default -> false;
    };
  }

  /** One empty line before a request is ignored (RFC 9112 section 2.2). */
  private boolean start(byte value) {
    if (value == '\r' && !skippedEmptyLine && firstLine.mayFollowEmptyLine()) {
      skippedEmptyLine = true;
      state = EMPTY_LINE_LF;
      return true;
    }
    state = FIRST_LINE;
    return firstLine(value);
  }

  private boolean emptyLine(byte value) {
    state = START;
    return value == '\n' || bad("bare CR before the first line");
  }

  private boolean firstLine(byte value) {
    if (value == '\r') {
      state = FIRST_LINE_LF;
      Failure fault = firstLine.end();
      return fault == null || refuse(fault, "first line: " + firstLine.expected());
    }
    if (++lineBytes > limits.maxFirstLineBytes()) {
      return refuse(
          Failure.HEAD_TOO_LARGE, "first line: more than " + limits.maxFirstLineBytes() + " bytes");
    }
    return firstLine.accept(value) || bad("first line: " + firstLine.expected());
  }

  private boolean lineFeed(byte value) {
    state = FIELD_START;
    return value == '\n' || bad("bare CR");
  }

  private boolean fieldStart(byte value) {
    if (value == '\r') {
      state = END_LF;
      return true;
    }
    if (++fields > limits.maxFields()) {
      return refuse(Failure.HEAD_TOO_LARGE, "fields: more than " + limits.maxFields());
    }
    state = FIELD_NAME;
    return Characters.isToken(value) || bad("field name: begins with byte " + (value & 0xff));
  }

  private boolean fieldName(byte value) {
    if (value == ':') {
      state = FIELD_VALUE;
      return true;
    }
    return Characters.isToken(value) || bad("field name: contains byte " + (value & 0xff));
  }

  private boolean fieldValue(byte value) {
    if (value == '\r') {
      state = FIELD_LF;
      return true;
    }
    return Characters.isFieldContent(value) || bad("field value: contains byte " + (value & 0xff));
  }

  private boolean endOfHead(byte value) {
    if (value != '\n') {
      return bad("bare CR");
    }
    state = DONE;
    return false;
  }

  private boolean bad(String what) {
    return refuse(Failure.BAD_REQUEST, what);
  }

  private boolean refuse(Failure cause, String what) {
    failure = cause;
    detail = what;
    return false;
  }
}
