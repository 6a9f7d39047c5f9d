package io.heddle.proxy.cluster;

import io.heddle.proxy.http.ClientConnection;
import io.netty.channel.Channel;
import java.time.Duration;

/** A connection of a pool, with what the pool must know of it. */
final class PooledConnection implements ClientConnection.Owner {
  private final Cluster cluster;
  private final EndpointState endpoint;
  private final ClientConnection connection;
  private final Peer peer;
  private boolean used;
  private boolean offered;
  private long idleSinceNanos;

  PooledConnection(Cluster cluster, EndpointState endpoint, Channel channel, Peer peer) {
    this.cluster = cluster;
    this.endpoint = endpoint;
    this.peer = peer;
    this.connection = cluster.protocol().attach(channel, this);
    endpoint.opened(this);
  }

  ClientConnection connection() {
    return connection;
  }

  EndpointState endpoint() {
    return endpoint;
  }

  /** The other side. */
  Peer peer() {
    return peer;
  }

  /** Has it carried an exchange before? */
  boolean wasUsed() {
    return used;
  }

  /** Is it among those that its endpoint has for the next who comes? */
  boolean isOffered() {
    return offered;
  }

  void offered(boolean now) {
    offered = now;
  }

  /** Nothing is too old that is in use. */
  boolean isUsable(long now, Duration maxIdle) {
    return connection.isActive()
        && (maxIdle.isZero() || !connection.isIdle() || now - idleSinceNanos < maxIdle.toNanos());
  }

  void idleSince(long now) {
    idleSinceNanos = now;
  }

  @Override
  public void onReusable(ClientConnection free) {
    used = true;
    cluster.onFree(this);
  }

  @Override
  public void onClosed(ClientConnection closed) {
    endpoint.closed(this);
  }
}
