package io.heddle.proxy.xds;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;

/** gRPC's message framing: a flag, a length in 4 bytes, the message. Not for several threads. */
final class GrpcFraming {
  private static final int PREFIX = 5;

  private final int maxBytes;
  private final ByteBuf received;

  GrpcFraming(ByteBufAllocator allocator, int maxBytes) {
    this.maxBytes = maxBytes;
    this.received = allocator.buffer();
  }

  static ByteBuf frame(ByteBufAllocator allocator, byte[] message) {
    return allocator
        .buffer(PREFIX + message.length)
        .writeByte(0)
        .writeInt(message.length)
        .writeBytes(message);
  }

  /** Takes a copy of the bytes; the caller keeps its buffer. */
  void add(ByteBuf bytes) {
    received.discardSomeReadBytes();
    received.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
  }

  /** The next whole message. */
  Optional<byte[]> next() throws DecodeException {
    if (received.readableBytes() < PREFIX) {
      return Optional.empty();
    }
    int start = received.readerIndex();
    if (received.getByte(start) != 0) {
      throw new DecodeException("", "compressed message (expected: an uncompressed one)");
    }
    long length = received.getUnsignedInt(start + 1);
    if (length > maxBytes) {
      throw new DecodeException(
          "", "message of " + length + " bytes (expected: at most " + maxBytes + ")");
    }
    if (received.readableBytes() < PREFIX + length) {
      return Optional.empty();
    }
    byte[] message = new byte[(int) length];
    received.skipBytes(PREFIX).readBytes(message);
    return Optional.of(message);
  }

  void release() {
    received.release();
  }
}
