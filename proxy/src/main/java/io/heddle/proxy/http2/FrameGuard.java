package io.heddle.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Sees the head of each frame before the codec does, where the bytes are. What comes before a frame
 * that must not be is still read.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {
  private static final int PREFACE_BYTES = 24;
  private static final int HEAD_BYTES = 9;

  private final FrameRules rules;
  private final Http2ServerConnection connection;
  private int prefaceLeft = PREFACE_BYTES;
  private int payloadLeft;
  private int headBytes;
  private long head;
  private int stream;
  private boolean failed;

  /** What has been read last of a head. */
  enum FieldBlock {
    OPEN,
    WHOLE
  }

  FrameGuard(FrameRules rules, Http2ServerConnection connection) {
    this.rules = rules;
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (failed) {
      in.release();
      return;
    }
    int start = in.readerIndex();
    int at = start;
    int end = in.writerIndex();
    while (at < end) {
      int skipped = Math.min(prefaceLeft + payloadLeft, end - at);
      if (skipped > 0) {
        skip(skipped);
        at += skipped;
        continue;
      }
      add(in.getByte(at++));
      if (headBytes == HEAD_BYTES) {
        FrameRules.Violation violation = endOfHead();
        if (violation != null) {
          fail(ctx, in, Math.max(0, at - HEAD_BYTES - start), violation);
          return;
        }
      }
    }
    ctx.fireChannelRead(in);
    connection.onRead(headIsOpen() ? FieldBlock.OPEN : FieldBlock.WHOLE);
  }

  private boolean headIsOpen() {
    return rules.inHead() || (payloadLeft > 0 && rules.lastWasOfHead());
  }

  private void skip(int bytes) {
    int ofPreface = Math.min(prefaceLeft, bytes);
    prefaceLeft -= ofPreface;
    payloadLeft -= bytes - ofPreface;
  }

  /** Length (3), type, flags; then the stream's id (4). */
  private void add(byte next) {
    if (headBytes < 5) {
      head = (head << 8) | (next & 0xff);
    } else {
      stream = (stream << 8) | (next & 0xff);
    }
    headBytes++;
  }

  private FrameRules.@Nullable Violation endOfHead() {
    int length = (int) (head >> 16);
    int type = (int) (head >> 8) & 0xff;
    int flags = (int) head & 0xff;
    int id = stream & 0x7fff_ffff;
    headBytes = 0;
    head = 0;
    stream = 0;
    payloadLeft = length;
    return rules.onFrame(type, flags, length, id);
  }

  private void fail(
      ChannelHandlerContext ctx, ByteBuf in, int before, FrameRules.Violation violation) {
    failed = true;
    if (before > 0) {
      ctx.fireChannelRead(in.readRetainedSlice(before));
    }
    in.release();
    connection.fail(violation);
  }
}
