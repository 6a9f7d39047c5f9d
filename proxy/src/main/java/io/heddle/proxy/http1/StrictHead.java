package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Keeps a decoder from a message's head until all of it has come and is valid. */
final class StrictHead {
  private final HeadScanner scanner;
  private boolean inHead = true;
  private boolean failed;

  StrictHead(HeadLimits limits, FirstLine firstLine) {
    this.scanner = new HeadScanner(limits, firstLine);
    scanner.reset();
  }

  /** Was there an invalid one? Then nothing that follows means anything. */
  boolean hasFailed() {
    return failed;
  }

  /** Is the next byte one of a head? */
  boolean isNext() {
    return inHead;
  }

  /** Has any of the head come? */
  boolean hasBegun() {
    return scanner.hasBegun();
  }

  /** Looks on; an invalid head is told of in {@code out}. */
  boolean isWhole(ByteBuf in, List<Object> out) {
    switch (scanner.scan(in)) {
      case INCOMPLETE -> {
        return false;
      }
      case INVALID -> {
        refuse(scanner.failure(), scanner.detail(), in, out);
        return false;
      }
      case COMPLETE -> inHead = false;
    }
    return true;
  }

  /** It is told of in {@code out}, and nothing of the rest is read. */
  void refuse(Failure failure, String detail, ByteBuf in, List<Object> out) {
    failed = true;
    in.skipBytes(in.readableBytes());
    out.add(new InvalidHead(failure, detail));
  }

  /** After the end of a message comes the next head. */
  void decoded(List<Object> out) {
    if (!out.isEmpty() && out.getLast() instanceof LastHttpContent) {
      inHead = true;
      scanner.reset();
    }
  }
}
