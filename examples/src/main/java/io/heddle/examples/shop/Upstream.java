package io.heddle.examples.shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server: keep-alive connections, a request on each at a time, no retry ever.
 *
 * <p>Connections that were idle for long are not reused: the server may be closing them.
 */
final class Upstream {
  private static final Duration REUSE_IDLE = Duration.ofMillis(500);

  private final InetSocketAddress address;
  private final LongSupplier ticker;
  private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();

  Upstream(InetSocketAddress address, LongSupplier ticker) {
    this.address = address;
    this.ticker = ticker;
  }

  HttpMessage send(HttpMessage request) throws IOException {
    UpstreamConnection connection = takeIdle();
    if (connection == null) {
      connection = UpstreamConnection.open(address);
    }
    try {
      HttpMessage answer = connection.exchange(request);
      if (answer.closes()) {
        connection.close();
      } else {
        connection.idleSince(ticker.getAsLong());
        putIdle(connection);
      }
      return answer;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private synchronized @Nullable UpstreamConnection takeIdle() {
    long now = ticker.getAsLong();
    UpstreamConnection oldest = idle.peekFirst();
    while (oldest != null && now - oldest.idleSinceNanos() >= REUSE_IDLE.toNanos()) {
      idle.removeFirst().close();
      oldest = idle.peekFirst();
    }
    return idle.pollLast();
  }

  private synchronized void putIdle(UpstreamConnection connection) {
    idle.addLast(connection);
  }
}
