package io.heddle.perf.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As many connections as are needed: pooled per target, bounded in total. */
final class GrowingConnections implements Connections {
  private final List<InetSocketAddress> targets;
  private final List<Pool> pools;
  private final int limit;
  private final Selector selector;
  private int open;

  GrowingConnections(LoadPlan plan, Selector selector) {
    long reuseIdleNanos = plan.limits().reuseIdle().toNanos();
    this.targets = plan.targets();
    this.pools = Stream.generate(() -> new Pool(reuseIdleNanos)).limit(targets.size()).toList();
    this.limit = plan.limits().connections();
    this.selector = selector;
  }

  @Override
  public void send(Exchange exchange, ByteBuffer request) throws IOException {
    Connection idle = pools.get(exchange.target).take();
    if (idle != null) {
      exchange.connection = idle;
      onFailureClose(idle, () -> idle.send(exchange, request));
      return;
    }
    if (open >= limit) {
      throw new IOException("connections: " + open + " are open (expected: fewer)");
    }
    Connection fresh = Connection.open(exchange.target, SocketChannel.open(), selector);
    open++;
    exchange.connection = fresh;
    onFailureClose(fresh, () -> fresh.connect(targets.get(exchange.target), exchange, request));
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public void release(Connection connection, long nowNanos) {
    connection.release(nowNanos);
    pools.get(connection.target()).put(connection);
  }

  @Override
  public void close(Connection connection) {
    if (connection.exchange() == null) {
      pools.get(connection.target()).remove(connection);
    }
    connection.close();
    open--;
  }

  @Override
  public void closeExpired(long nowNanos) {
    for (Pool pool : pools) {
      @Nullable Connection expired = pool.takeExpired(nowNanos);
      while (expired != null) {
        expired.close();
        open--;
        expired = pool.takeExpired(nowNanos);
      }
    }
  }

  private void onFailureClose(Connection connection, Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      connection.close();
      open--;
      throw e;
    }
  }

  /** Something that may fail on a connection. */
  private interface Action {
    void run() throws IOException;
  }
}
