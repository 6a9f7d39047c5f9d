package io.heddle.proxy.http2;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.collection.IntObjectHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a peer's frames may be in the order they come, as far as Netty does not look: none follows
 * the end of its stream (RFC 9113 section 5.1), and there is no flood of those that ask for nothing
 * (section 10.5).
 */
final class FrameRules {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int PRIORITY = 2;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  /** Streams that were begun lately, of which it is known that they have been. */
  private static final int REMEMBERED = 128;

  /** Requests whose end has not come; far more than may be open, for we may have reset some. */
  static final int MOST_UNENDED = 10_000;

  /** Frames without useful work in a minute, beside ten for each that is of use. */
  static final int MOST_IDLE = 1_000;

  private static final int IDLE_PER_USEFUL = 10;
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTicker;
  private final IntObjectHashMap<Boolean> unended = new IntObjectHashMap<>();
  private final int[] begun = new int[REMEMBERED];
  private int next;
  private int last;
  private boolean inHead;
  private int openHeadBytes;
  private int lastType;
  private long windowStart;
  private int idle;
  private int useful;

  FrameRules(LongSupplier nanoTicker) {
    this.nanoTicker = nanoTicker;
    this.windowStart = nanoTicker.getAsLong();
  }

  /** Why the connection ends. */
  record Violation(Http2Error error, String detail) {}

  /** Null when the frame may be. */
  @Nullable Violation onFrame(int type, int flags, int length, int stream) {
    lastType = type;
    return switch (type) {
      case DATA -> onData(flags, length, stream);
      case HEADERS -> onHeaders(flags, length, stream);
      case CONTINUATION -> onContinuation(flags, length, stream);
      case RST_STREAM -> {
        unended.remove(stream);
        yield onIdle("RST_STREAM");
      }
      case SETTINGS -> onIdle("SETTINGS");
      case PING -> onIdle("PING");
      case PRIORITY -> onIdle("PRIORITY");
      case WINDOW_UPDATE -> onIdle("WINDOW_UPDATE");
      default -> null;
    };
  }

  /** Whether a field block has begun whose end has not. */
  boolean inHead() {
    return inHead;
  }

  /** Whether the last frame was of a field block. */
  boolean lastWasOfHead() {
    return lastType == HEADERS || lastType == CONTINUATION;
  }

  /** What has come of that block, or is about to. */
  int openHeadBytes() {
    return openHeadBytes;
  }

  /** What we send has to be acknowledged by credit. */
  void onSent() {
    useful++;
  }

  private @Nullable Violation onData(int flags, int length, int stream) {
    boolean ends = (flags & END_STREAM) != 0;
    if (stream <= last && !unended.containsKey(stream)) {
      return ended("DATA", stream);
    }
    if (ends) {
      unended.remove(stream);
    }
    if (length == 0 && !ends) {
      return onIdle("empty DATA");
    }
    useful++;
    return null;
  }

  private @Nullable Violation onHeaders(int flags, int length, int stream) {
    boolean ends = (flags & END_STREAM) != 0;
    inHead = (flags & END_HEADERS) == 0;
    openHeadBytes = inHead ? length : 0;
    useful++;
    if (stream > last) {
      last = stream;
      begun[next] = stream;
      next = (next + 1) % REMEMBERED;
      if (!ends) {
        unended.put(stream, Boolean.TRUE);
      }
      return unended.size() > MOST_UNENDED
          ? new Violation(Http2Error.ENHANCE_YOUR_CALM, "requests without an end")
          : null;
    }
    if (!unended.containsKey(stream)) {
      return ended("HEADERS", stream);
    }
    if (ends) {
      unended.remove(stream);
    }
    return null;
  }

  private @Nullable Violation onContinuation(int flags, int length, int stream) {
    if (!inHead && stream <= last && !unended.containsKey(stream)) {
      return ended("CONTINUATION", stream);
    }
    inHead &= (flags & END_HEADERS) == 0;
    openHeadBytes = inHead ? openHeadBytes + length : 0;
    return null;
  }

  private Violation ended(String frame, int stream) {
    return new Violation(
        hasBegun(stream) ? Http2Error.STREAM_CLOSED : Http2Error.PROTOCOL_ERROR,
        frame + " on stream " + stream + ", which has ended");
  }

  private boolean hasBegun(int stream) {
    for (int id : begun) {
      if (id == stream) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Violation onIdle(String frame) {
    long now = nanoTicker.getAsLong();
    if (now - windowStart > WINDOW_NANOS) {
      windowStart = now;
      idle = 0;
      useful = 0;
    }
    idle++;
    return idle - (long) IDLE_PER_USEFUL * useful > MOST_IDLE
        ? new Violation(Http2Error.ENHANCE_YOUR_CALM, "too many frames, at last " + frame)
        : null;
  }
}
