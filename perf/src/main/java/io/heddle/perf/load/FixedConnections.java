package io.heddle.perf.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of connections, shared out evenly among the targets. A request that finds those to
 * its target busy waits; its latency counts from when it was due all the same.
 */
final class FixedConnections implements Connections {
  private final List<InetSocketAddress> targets;
  private final List<Lane> lanes = new ArrayList<>();
  private final Selector selector;
  private final Failures failures;

  FixedConnections(LoadPlan plan, Selector selector, Failures failures) {
    this.targets = plan.targets();
    this.selector = selector;
    this.failures = failures;
    int each = plan.limits().connections() / targets.size();
    int more = plan.limits().connections() % targets.size();
    for (int i = 0; i < targets.size(); i++) {
      lanes.add(new Lane(i < more ? each + 1 : each));
    }
  }

  @Override
  public void send(Exchange exchange, ByteBuffer request) throws IOException {
    Lane lane = lanes.get(exchange.target);
    Waiting next = new Waiting(exchange, request);
    if (lane.hasRoom()) {
      put(next, lane);
    } else {
      lane.await(next);
    }
  }

  @Override
  public int waiting() {
    int waiting = 0;
    for (Lane lane : lanes) {
      waiting += lane.waiting();
    }
    return waiting;
  }

  @Override
  public void release(Connection connection, long nowNanos) {
    Lane lane = lanes.get(connection.target());
    connection.release(nowNanos);
    lane.put(connection);
    serve(lane);
  }

  @Override
  public void close(Connection connection) {
    Lane lane = lanes.get(connection.target());
    lane.closed(connection);
    connection.close();
    serve(lane);
  }

  /** They are kept for as long as their peer keeps them. */
  @Override
  public void closeExpired(long nowNanos) {}

  private void serve(Lane lane) {
    Waiting next = lane.hasRoom() ? lane.next() : null;
    while (next != null) {
      try {
        put(next, lane);
      } catch (IOException e) {
        failures.failed(next.exchange(), e);
      }
      next = lane.hasRoom() ? lane.next() : null;
    }
  }

  private void put(Waiting next, Lane lane) throws IOException {
    @Nullable Connection connection = lane.mayOpen() ? null : lane.take();
    if (connection == null) {
      open(next, lane);
    } else {
      next.exchange().connection = connection;
      try {
        connection.send(next.exchange(), next.request());
      } catch (IOException e) {
        giveUp(connection, lane);
        throw e;
      }
    }
  }

  private void open(Waiting next, Lane lane) throws IOException {
    int target = next.exchange().target;
    Connection fresh = Connection.open(target, SocketChannel.open(), selector);
    lane.opened();
    next.exchange().connection = fresh;
    try {
      fresh.connect(targets.get(target), next.exchange(), next.request());
    } catch (IOException e) {
      giveUp(fresh, lane);
      throw e;
    }
  }

  private static void giveUp(Connection connection, Lane lane) {
    lane.closed(connection);
    connection.close();
  }
}
