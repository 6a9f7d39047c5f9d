package io.heddle.proxy.http2;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;

/** Counts parts of bodies that wait for their peer's credit. */
final class UnsentBytes {
  private final Channel channel;
  private long unwritten;

  UnsentBytes(Channel channel) {
    this.channel = channel;
  }

  /** Counts a part until it was written to the socket, or is not sent any more. */
  void add(int bytes, ChannelFuture written) {
    if (bytes > 0 && !written.isDone()) {
      unwritten += bytes;
      written.addListener(done -> unwritten -= bytes);
    }
  }

  /** Without what the channel has already and counts itself. */
  int waiting() {
    ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
    long taken = out == null ? 0 : out.totalPendingWriteBytes();
    return (int) Math.clamp(unwritten - taken, 0, Integer.MAX_VALUE);
  }
}
