package io.heddle.examples.market;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells HTTP/2 clients of the end before it comes (RFC 9113 section 6.8); for any thread. */
final class LastStreams implements Handler<HttpConnection> {
  private static final long NO_ERROR = 0;

  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

  @Override
  public void handle(HttpConnection connection) {
    open.add(connection);
    connection.closeHandler(_ -> open.remove(connection));
  }

  /** Streams that are already on their way are still served. */
  void announce() {
    open.forEach(connection -> {
      var _ = connection.goAway(NO_ERROR, Integer.MAX_VALUE);
    });
  }
}
