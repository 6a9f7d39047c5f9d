package io.heddle.proxy.cluster;

import io.heddle.proxy.http.Failure;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One opaque connection's way to an endpoint; nothing is written before it has arrived. */
public final class TcpDial implements ConnectListener, Waiter {
  private final TcpDialer.Listener listener;
  private final List<EndpointState> tried = new ArrayList<>(0);
  private @Nullable Cluster cluster;
  private @Nullable EndpointState endpoint;
  private @Nullable ConnectAttempt connecting;
  private String lastCause = "";
  private String endpointUid = "";
  private boolean done;

  TcpDial(TcpDialer.Listener listener) {
    this.listener = listener;
  }

  /** Of the endpoint that was tried last; empty when none was. */
  public String endpointUid() {
    return endpointUid;
  }

  void start(String name, @Nullable Cluster chosen) {
    if (done) {
      return;
    }
    if (chosen == null) {
      fail(Failure.NO_CLUSTER, "no cluster " + name);
      return;
    }
    cluster = chosen;
    next(chosen);
  }

  private void next(Cluster from) {
    EndpointState chosen = from.choose(tried);
    if (chosen == null) {
      fail(
          tried.isEmpty() ? Failure.NO_HEALTHY_ENDPOINT : Failure.CONNECT_FAILURE,
          tried.isEmpty() ? "no healthy endpoint in " + from.config().name() : lastCause);
      return;
    }
    endpoint = chosen;
    endpointUid = chosen.endpoint().uid();
    chosen.enter();
    chosen.addPending(this);
    if (from.hasRoom()) {
      connecting = from.connect(chosen, this);
    } else if (!from.await(this, chosen)) {
      fail(Failure.OVERFLOW, "too many connections and pending requests");
    }
  }

  @Override
  public void onConnected(Channel channel, Peer peer) {
    connecting = null;
    if (endpoint != null) {
      endpoint.removePending(this);
    }
    listener.onDialled(channel);
  }

  @Override
  public void onConnectFailed(String cause) {
    connecting = null;
    EndpointState left = endpoint;
    if (left == null || cluster == null) {
      return;
    }
    lastCause = "connect to " + left.address() + ": " + cause;
    tried.add(left);
    cluster.stopAwaiting(this);
    leave();
    next(cluster);
  }

  @Override
  public void chooseAgain() {
    if (connecting != null) {
      connecting.cancel();
      connecting = null;
    }
    leave();
    if (cluster != null && !done) {
      cluster.stopAwaiting(this);
      next(cluster);
    }
  }

  @Override
  public boolean onFree(PooledConnection free) {
    return false;
  }

  @Override
  public void onRoom() {
    chooseAgain();
  }

  private void fail(Failure failure, String detail) {
    done = true;
    leave();
    listener.onDialFailed(failure, detail);
  }

  /** The connection has ended, or is not wanted any more. */
  public void end() {
    done = true;
    if (connecting != null) {
      connecting.cancel();
      connecting = null;
    }
    if (cluster != null) {
      cluster.stopAwaiting(this);
    }
    leave();
  }

  private void leave() {
    EndpointState left = endpoint;
    if (left != null) {
      endpoint = null;
      left.removePending(this);
      left.leave();
    }
  }
}
