package io.heddle.proxy.listener;

import io.heddle.proxy.http.Deadlines;
import io.netty.channel.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connections of one event loop whose listener is not known yet: nothing of them is read. */
final class HeldConnections {
  private final DataLoop loop;
  private final DataLoop.Shared shared;
  private final Map<Channel, Held> held = new LinkedHashMap<>();

  HeldConnections(DataLoop loop, DataLoop.Shared shared) {
    this.loop = loop;
    this.shared = shared;
  }

  private final class Held extends Deadlines.Deadline {
    private final Channel channel;
    private final OutboundConnection connection;

    Held(Channel channel, OutboundConnection connection) {
      this.channel = channel;
      this.connection = connection;
    }

    @Override
    protected void onExpired() {
      release(this);
      connection.serveOrRefuse();
    }
  }

  /** Holds the channel until its listener is whole; false when too many are held already. */
  boolean hold(Channel channel, OutboundConnection connection) {
    if (!shared.holding().enter()) {
      return false;
    }
    Held one = new Held(channel, connection);
    held.put(channel, one);
    one.expireAt(loop.resources().now() + loop.config().downstream().hold().toNanos());
    loop.resources().deadlines().add(one);
    channel.closeFuture().addListener(closed -> release(one));
    return true;
  }

  /** Lets those go on that need not wait any longer. */
  void lookAgain() {
    for (Held one : List.copyOf(held.values())) {
      if (one.connection.isReady()) {
        release(one);
        one.connection.serveOrRefuse();
      }
    }
  }

  private void release(Held one) {
    if (held.remove(one.channel) != null) {
      loop.resources().deadlines().remove(one);
      shared.holding().leave();
    }
  }
}
