package io.heddle.perf.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/** All connections of a run, bounded in total. */
sealed interface Connections permits FixedConnections, GrowingConnections {
  static Connections of(LoadPlan plan, Selector selector, Failures failures) {
    return switch (plan.limits().pooling()) {
      case GROWING -> new GrowingConnections(plan, selector);
      case FIXED -> new FixedConnections(plan, selector, failures);
    };
  }

  /** Puts the request on a connection, at once or when it is its turn. */
  void send(Exchange exchange, ByteBuffer request) throws IOException;

  /** How many requests wait for a connection. */
  int waiting();

  /** The exchange on it is over, and another may follow. */
  void release(Connection connection, long nowNanos);

  void close(Connection connection);

  void closeExpired(long nowNanos);

  /** Is told of requests that could not be sent when it was their turn. */
  interface Failures {
    void failed(Exchange exchange, IOException cause);
  }
}
