package io.heddle.proxy.cluster;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** A connection that is being opened for whoever is first in line when it is there. */
final class Opening implements ConnectListener {
  private final Cluster cluster;
  private final EndpointState target;
  private final long startNanos;
  private @Nullable ConnectAttempt attempt;

  Opening(Cluster cluster, EndpointState target, long startNanos) {
    this.cluster = cluster;
    this.target = target;
    this.startNanos = startNanos;
  }

  void start() {
    attempt = cluster.connect(target, this);
  }

  EndpointState target() {
    return target;
  }

  /** Has the endpoint let a request or a handshake come to its end since this began? */
  boolean sawLife() {
    return target.livedSince(startNanos);
  }

  @Override
  public void onConnected(Channel channel, Peer peer) {
    cluster.onOpened(this, channel, peer);
  }

  @Override
  public void onConnectFailed(String cause) {
    cluster.onOpeningFailed(this, cause);
  }

  void cancel() {
    if (attempt != null) {
      attempt.cancel();
    }
  }
}
