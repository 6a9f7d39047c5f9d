package io.heddle.proxy.tcp;

import io.heddle.proxy.cluster.TcpDial;
import io.heddle.proxy.cluster.TcpDialer;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.TcpFacts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/** Two channels and the bytes between them. */
final class TcpConnection extends Deadlines.Deadline implements TcpDialer.Listener {
  private final Channel downstream;
  private final DownstreamConnection facts;
  private final TcpProxy.Target target;
  private final TcpProxy proxy;
  private final Runnable onEnd;
  private final long startNanos;

  private @Nullable TcpDial dial;
  private @Nullable TcpRelay up;
  private @Nullable TcpRelay down;
  private String flag = "";
  private boolean ended;

  TcpConnection(
      Channel downstream,
      DownstreamConnection facts,
      TcpProxy.Target target,
      TcpProxy proxy,
      Runnable onEnd) {
    this.downstream = downstream;
    this.facts = facts;
    this.target = target;
    this.proxy = proxy;
    this.onEnd = onEnd;
    this.startNanos = proxy.deadlines().now();
  }

  void start() {
    downstream.config().setAutoRead(false);
    downstream.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    downstream.closeFuture().addListener(closed -> end());
    TcpRelay relay = new TcpRelay(downstream, this, proxy.memory());
    up = relay;
    downstream.pipeline().addLast(relay);
    dial = proxy.dialer().dial(target.cluster(), this);
  }

  @Override
  public void onDialled(Channel upstream) {
    if (ended || up == null) {
      var _ = upstream.close();
      return;
    }
    upstream.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    TcpRelay relay = new TcpRelay(upstream, this, proxy.memory());
    down = relay;
    upstream.pipeline().addLast(relay);
    upstream.closeFuture().addListener(closed -> end());
    touch();
    proxy.deadlines().add(this);
    up.connectTo(relay);
    relay.connectTo(up);
  }

  @Override
  public void onDialFailed(Failure failure, String detail) {
    flag = failure.flag();
    var _ = downstream.close();
  }

  void touch() {
    if (!target.idle().isZero()) {
      expireAt(proxy.deadlines().now() + target.idle().toNanos());
    }
  }

  /** One direction has come to its end; when both have, so has the connection. */
  void onInputEnded() {
    if (up != null && up.inputEnded() && down != null && down.inputEnded()) {
      up.closeAfterFlush();
      down.closeAfterFlush();
    }
  }

  @Override
  protected void onExpired() {
    close();
  }

  void close() {
    var _ = downstream.close();
    if (down != null) {
      var _ = down.channel().close();
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    proxy.deadlines().remove(this);
    if (dial != null) {
      dial.end();
    }
    if (up != null) {
      up.closeAfterFlush();
    }
    if (down != null) {
      down.closeAfterFlush();
    }
    proxy
        .observer()
        .onForwarded(
            new TcpFacts(
                facts,
                target.cluster(),
                dial == null ? "" : dial.endpointUid(),
                up == null ? 0 : up.bytes(),
                down == null ? 0 : down.bytes(),
                proxy.deadlines().now() - startNanos,
                flag));
    onEnd.run();
  }
}
