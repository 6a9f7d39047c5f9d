package io.heddle.proxy.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What event loops make of the bytes that they hold. */
final class LoopMemoryTest {
  private static final int BOUND = 300_000;

  private final MemoryBound bound = new MemoryBound(new MemorySettings(400_000), 2);
  private final Stuck channel = new Stuck();
  private long nanos;
  private final LoopMemory memory = new LoopMemory(bound, 0, channel.eventLoop(), () -> nanos);
  private final LoopMemory other = new LoopMemory(bound, 1, channel.eventLoop(), () -> nanos);

  /** A channel whose other side takes nothing until told to. */
  private static final class Stuck extends EmbeddedChannel {
    private boolean takes;

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
      if (takes) {
        super.doWrite(in);
      }
    }

    /** The kernel drains the socket by itself: no handler is told. */
    void drain() {
      takes = true;
      unsafe().outboundBuffer().addFlush();
      unsafe().outboundBuffer().remove();
    }
  }

  @BeforeEach
  void count() {
    channel.freezeTime();
    channel.pipeline().addLast(ChannelMemory.ofPlaintext(memory));
  }

  @AfterEach
  void close() {
    channel.takes = true;
    channel.finishAndReleaseAll();
  }

  @Test
  void theBoundIsThreeQuartersOfDirectMemory() {
    assertThat(bound.bytes()).isEqualTo(BOUND);
  }

  @Test
  void isFullAtTheBoundAndNotOneByteBelow() {
    memory.add(BOUND - 1);
    assertThat(memory.isFull()).isFalse();

    memory.add(1);
    assertThat(memory.isFull()).isTrue();
    memory.remove(BOUND);
    assertThat(memory.isFull()).isFalse();
  }

  @Test
  void loopsAddUp() {
    other.add(BOUND / 2);
    memory.add(BOUND / 2);

    assertThat(memory.isFull()).isTrue();
    assertThat(other.isFull()).isTrue();
    assertThat(bound.heldBytes()).isEqualTo(BOUND);
  }

  @Test
  void whatTheOtherSideDoesNotTakeIsHeldUntilTheChannelCloses() {
    write(1_000);
    assertThat(memory.heldBytes()).isGreaterThanOrEqualTo(1_000).isLessThan(1_200);

    channel.close().syncUninterruptibly();

    assertThat(memory.heldBytes()).isZero();
    assertThat(bound.heldBytes()).isZero();
  }

  @Test
  void whatTheKernelTookWithoutAWordIsFoundBeforeARequestIsRefused() {
    int written = 60_000;
    write(written);
    memory.add(BOUND - written);
    assertThat(memory.isFull()).isTrue();

    channel.drain();
    assertThat(memory.isFull()).as("counted a moment ago").isTrue();
    nanos += TimeUnit.MILLISECONDS.toNanos(50);
    assertThat(memory.isFull()).isFalse();
    assertThat(memory.heldBytes()).isEqualTo(BOUND - written);
  }

  @Test
  void whatTheKernelTookWithoutAWordIsFoundByAndBy() {
    write(1_000);
    channel.drain();
    assertThat(bound.heldBytes()).isPositive();

    nanos += TimeUnit.MILLISECONDS.toNanos(500);
    channel.advanceTimeBy(500, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();

    assertThat(bound.heldBytes()).isZero();
  }

  @Test
  void inTightTimesNobodyWritesAheadOfItsReader() {
    memory.add(BOUND * 3 / 4);
    write(1);
    assertThat(channel.isWritable()).isFalse();

    channel.drain();
    assertThat(channel.isWritable()).isTrue();
    memory.remove(BOUND * 3 / 4);
    channel.takes = false;
    write(32 * 1024);
    assertThat(channel.isWritable()).isTrue();
  }

  @Test
  void aChannelThatIsOpenedInTightTimesIsTight() {
    memory.add(BOUND * 3 / 4);
    Stuck late = new Stuck();
    late.pipeline().addLast(ChannelMemory.ofPlaintext(memory));

    assertThat(late.config().getWriteBufferHighWaterMark()).isEqualTo(1);
    late.finishAndReleaseAll();
  }

  @Test
  void inTightTimesLittleIsReadAtOnce() {
    var reads = channel.config().getRecvByteBufAllocator().newHandle();
    for (int i = 0; i < 10; i++) {
      reads.attemptedBytesRead(reads.guess());
      reads.lastBytesRead(reads.guess());
      reads.readComplete();
    }
    assertThat(reads.guess()).isGreaterThan(2_048);

    memory.add(BOUND * 3 / 4);

    assertThat(reads.guess()).isEqualTo(2_048);
  }

  private void write(int bytes) {
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[bytes]));
    channel.runPendingTasks();
  }
}
