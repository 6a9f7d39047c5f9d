package io.heddle.proxy.xds;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/** gRPC's message framing: a flag, a length in 4 bytes, the message. Not for several threads. */
final class GrpcFraming {
  private static final int PREFIX = 5;

  /** What is kept for the next message; a large one leaves no more behind. */
  private static final int KEPT_BYTES = 64 * 1024;

  private final int maxBytes;

  /** On the heap and in no pool: a call that ends with its event loop has nobody to release it. */
  private final ByteBuf received = Unpooled.buffer();

  GrpcFraming(int maxBytes) {
    this.maxBytes = maxBytes;
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
    if (!received.isReadable() && received.capacity() > KEPT_BYTES) {
      received.clear().capacity(KEPT_BYTES);
    }
    return Optional.of(message);
  }
}
