package io.heddle.proxy.memory;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one channel holds: what was written and the kernel has not taken, and what was read
 * and is not understood yet. Stands first in the pipeline, so that it sees the bytes of the wire.
 */
public final class ChannelMemory extends ChannelDuplexHandler {
  /** How far a channel's writer may get ahead of its reader. */
  public static final WriteBufferWaterMark AMPLE = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

  /** Who has anything to take yet gets no more. */
  private static final WriteBufferWaterMark TIGHT = new WriteBufferWaterMark(1, 1);

  private final LoopMemory memory;
  private final @Nullable UnfinishedRecord record;
  private @Nullable Channel channel;
  private @Nullable Collector collector;
  private long counted;

  private ChannelMemory(LoopMemory memory, @Nullable UnfinishedRecord record) {
    this.memory = memory;
    this.record = record;
  }

  public static ChannelMemory ofPlaintext(LoopMemory memory) {
    return new ChannelMemory(memory, null);
  }

  public static ChannelMemory ofTls(LoopMemory memory) {
    return new ChannelMemory(memory, new UnfinishedRecord());
  }

  /** From now on what the collector keeps is counted, if the channel is counted at all. */
  public static void count(Channel channel, Collector collector) {
    ChannelMemory memory = channel.pipeline().get(ChannelMemory.class);
    if (memory != null) {
      memory.collector = collector;
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    ctx.channel().config().setRecvByteBufAllocator(new CarefulReads(memory));
    memory.opened(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    channel = null;
    memory.closed(this, counted);
    counted = 0;
  }

  void tighten() {
    mark(TIGHT);
  }

  void loosen() {
    mark(AMPLE);
  }

  private void mark(WriteBufferWaterMark mark) {
    if (channel != null) {
      channel.config().setWriteBufferWaterMark(mark);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (record != null) {
      record.read((ByteBuf) message);
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    measure();
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    ctx.flush();
    measure();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    ctx.fireChannelWritabilityChanged();
    measure();
  }

  private void measure() {
    long change = recount();
    if (change != 0) {
      memory.add(change);
    }
  }

  /** By how much the count was wrong. */
  long recount() {
    if (channel == null) {
      return 0;
    }
    long before = counted;
    counted = heldBy(channel);
    return counted - before;
  }

  private long heldBy(Channel open) {
    ChannelOutboundBuffer out = open.unsafe().outboundBuffer();
    return (out == null ? 0 : out.totalPendingWriteBytes())
        + (collector == null ? 0 : collector.collectedBytes())
        + (record == null ? 0 : record.bytes());
  }
}
