package io.heddle.proxy.tcp;

import io.heddle.proxy.cluster.TcpDialer;
import io.heddle.proxy.http.ConnectionObserver;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.memory.LoopMemory;
import io.netty.channel.Channel;
import java.time.Duration;

/** Forwards opaque connections on one event loop. */
public final class TcpProxy {
  private final TcpDialer dialer;
  private final Deadlines deadlines;
  private final ConnectionObserver observer;
  private final LoopMemory memory;

  public TcpProxy(
      TcpDialer dialer, Deadlines deadlines, ConnectionObserver observer, LoopMemory memory) {
    this.dialer = dialer;
    this.deadlines = deadlines;
    this.observer = observer;
    this.memory = memory;
  }

  /**
   * Serves an accepted channel that does not read yet or whose reads may be stopped.
   *
   * @param onEnd run once when both sides have ended
   */
  public void serve(Channel downstream, DownstreamConnection facts, Target target, Runnable onEnd) {
    TcpConnection connection = new TcpConnection(downstream, facts, target, this, onEnd);
    connection.start();
  }

  /** Where the bytes go and how long they may rest; zero: for ever. */
  public record Target(String cluster, Duration idle) {}

  TcpDialer dialer() {
    return dialer;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  LoopMemory memory() {
    return memory;
  }

  ConnectionObserver observer() {
    return observer;
  }
}
