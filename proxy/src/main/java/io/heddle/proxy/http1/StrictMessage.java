package io.heddle.proxy.http1;

import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.head.HeadLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Keeps a decoder from a message's head until all of it has come and is valid, and from chunks that
 * are not.
 */
final class StrictMessage {
  private final HeadScanner scanner;
  private final ChunkScanner chunks;
  private boolean inHead = true;
  private boolean failed;

  StrictMessage(HeadLimits limits, FirstLine firstLine) {
    this.scanner = new HeadScanner(limits, firstLine);
    this.chunks = new ChunkScanner(limits, scanner);
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

  /** Looks on in a body; one that is wrong from here on is told of in {@code out}. */
  boolean isSound(ByteBuf in, List<Object> out) {
    if (inHead || chunks.isSound(in)) {
      return true;
    }
    failed = true;
    in.skipBytes(in.readableBytes());
    LastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
    end.setDecoderResult(DecoderResult.failure(new CorruptedFrameException(chunks.detail())));
    out.add(end);
    return false;
  }

  /** After a head comes its body, after the end of a message the next head. */
  void decoded(int bytes, List<Object> out) {
    chunks.decoded(bytes);
    if (out.isEmpty()) {
      return;
    }
    Object last = out.getLast();
    if (last instanceof LastHttpContent) {
      inHead = true;
      scanner.reset();
    } else if (last instanceof HttpMessage message && HttpUtil.isTransferEncodingChunked(message)) {
      chunks.begin();
    }
  }
}
