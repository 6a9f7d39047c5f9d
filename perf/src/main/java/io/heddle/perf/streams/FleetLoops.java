package io.heddle.perf.streams;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The event loops of a fleet, and what goes over the connections that they drive. */
final class FleetLoops extends MultiThreadIoEventLoopGroup {
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();

  FleetLoops(int threads) {
    super(threads, NioIoHandler.newFactory());
  }

  static FleetLoops of(Channel channel) {
    return (FleetLoops) channel.eventLoop().parent();
  }

  void opened(Channel channel) {
    open.add(channel);
  }

  void closed(Channel channel) {
    open.remove(channel);
  }

  void received(int bytes) {
    received.add(bytes);
  }

  void sent(int bytes) {
    sent.add(bytes);
  }

  /** All of TCP's payload since the start. */
  WireBytes bytes() {
    return new WireBytes(received.sum(), sent.sum());
  }

  /** Closes every connection without a word; returns when all are closed. */
  void cutAll() {
    List<ChannelFuture> closing = open.stream().map(Channel::close).toList();
    closing.forEach(ChannelFuture::syncUninterruptibly);
  }
}
