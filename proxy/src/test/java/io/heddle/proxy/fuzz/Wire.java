package io.heddle.proxy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;

/** A channel without a socket, whose every buffer is counted. */
final class Wire implements AutoCloseable {
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
  private final EmbeddedChannel channel = new EmbeddedChannel(new Actions());
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  Wire() {
    channel.config().setAllocator(allocator);
    channel.freezeTime();
  }

  /** As on an event loop: tasks wait for the end of the action. */
  private static final class Actions extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Runnable action) {
        action.run();
      } else {
        ctx.fireChannelRead(message);
      }
    }
  }

  EmbeddedChannel channel() {
    return channel;
  }

  UnpooledByteBufAllocator allocator() {
    return allocator;
  }

  void act(Runnable action) {
    channel.writeInbound(action);
    drain();
  }

  /** Bytes come, in parts of this size, until the channel is closed. */
  void receive(byte[] bytes, int part) {
    for (int at = 0; at < bytes.length && channel.isOpen(); at += part) {
      int length = Math.min(part, bytes.length - at);
      channel.writeInbound(allocator.buffer(length).writeBytes(bytes, at, length));
      drain();
    }
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** The other side is gone. */
  void end() {
    channel.finishAndReleaseAll();
    channel.checkException();
  }

  private void drain() {
    channel.runPendingTasks();
    while (channel.readOutbound() instanceof ByteBuf part) {
      try {
        part.readBytes(written, part.readableBytes());
      } catch (java.io.IOException impossible) {
        throw new AssertionError(impossible);
      }
      part.release();
    }
    channel.checkException();
  }

  /** All that was written so far. */
  byte[] written() {
    drain();
    return written.toByteArray();
  }

  @Override
  public void close() {
    end();
    assertThat(allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory())
        .as("bytes that nobody released")
        .isZero();
  }
}
