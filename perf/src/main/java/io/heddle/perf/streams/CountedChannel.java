package io.heddle.perf.streams;

import io.netty.channel.socket.nio.NioSocketChannel;

/** A TCP connection that its fleet knows: its bytes are counted, and it can be cut. */
public final class CountedChannel extends NioSocketChannel {
  /** Called by Netty, which knows a channel by its class. */
  public CountedChannel() {
    var _ = pipeline().addFirst(new ByteCounter());
  }
}
