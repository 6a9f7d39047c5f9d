package io.heddle.proxy.memory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/** Reads as much at once as Netty finds best, and little while memory is tight. */
final class CarefulReads implements RecvByteBufAllocator {
  private static final int TIGHT_BYTES = 2 * 1024;
  private static final int READS_AT_ONCE = 16;

  /** Netty's own choice for sockets. */
  private static final RecvByteBufAllocator STANDARD =
      new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(READS_AT_ONCE);

  private final LoopMemory memory;

  CarefulReads(LoopMemory memory) {
    this.memory = memory;
  }

  @Override
  public Handle newHandle() {
    return new Careful((ExtendedHandle) STANDARD.newHandle());
  }

  private final class Careful implements ExtendedHandle {
    private final ExtendedHandle standard;

    Careful(ExtendedHandle standard) {
      this.standard = standard;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return allocator.ioBuffer(guess());
    }

    @Override
    public int guess() {
      int guess = standard.guess();
      return memory.isTight() ? Math.min(TIGHT_BYTES, guess) : guess;
    }

    @Override
    public void reset(ChannelConfig config) {
      standard.reset(config);
    }

    @Override
    public void incMessagesRead(int messages) {
      standard.incMessagesRead(messages);
    }

    @Override
    public void lastBytesRead(int bytes) {
      standard.lastBytesRead(bytes);
    }

    @Override
    public int lastBytesRead() {
      return standard.lastBytesRead();
    }

    @Override
    public void attemptedBytesRead(int bytes) {
      standard.attemptedBytesRead(bytes);
    }

    @Override
    public int attemptedBytesRead() {
      return standard.attemptedBytesRead();
    }

    @Override
    public boolean continueReading() {
      return standard.continueReading();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return standard.continueReading(maybeMoreData);
    }

    @Override
    public void readComplete() {
      standard.readComplete();
    }
  }
}
