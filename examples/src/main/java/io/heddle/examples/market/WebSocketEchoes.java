package io.heddle.examples.market;

import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives back every message of the WebSockets at {@code /sessions/ID}. */
final class WebSocketEchoes implements Handler<ServerWebSocket> {
  static final String PATH = "/sessions/";

  private static final short GOING_AWAY = 1001;
  private static final int CLOSED_ABNORMALLY = 1006;

  private final MarketLedger ledger;
  private final Map<ServerWebSocket, SessionCount> open = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  WebSocketEchoes(MarketLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void handle(ServerWebSocket socket) {
    String id = socket.path().substring(Math.min(PATH.length(), socket.path().length()));
    SessionCount count = new SessionCount(ledger, Kind.WEBSOCKET, id);
    open.put(socket, count);
    socket.textMessageHandler(text -> echo(socket, count, text));
    socket.closeHandler(_ -> ended(socket, count));
    if (stopping) {
      close(socket, count);
    }
  }

  private void echo(ServerWebSocket socket, SessionCount count, String text) {
    // Closing, on another thread, happens before all of this or after it.
    synchronized (count) {
      if (open.containsKey(socket)) {
        count.received(1);
        var _ = socket.writeTextMessage(text);
        count.sent(1);
      }
    }
  }

  private void ended(ServerWebSocket socket, SessionCount count) {
    if (open.remove(socket) == null) {
      return;
    }
    Short status = socket.closeStatusCode();
    boolean orderly = status != null && status != CLOSED_ABNORMALLY;
    var _ = count.end(orderly ? EndedBy.CLIENT : EndedBy.FAULT);
  }

  /** Ends each session after what it has echoed so far. */
  void close() {
    stopping = true;
    open.forEach(this::close);
  }

  private void close(ServerWebSocket socket, SessionCount count) {
    synchronized (count) {
      if (open.remove(socket) != null && count.end(EndedBy.MARKET)) {
        var _ = socket.close(GOING_AWAY, "market stops");
      }
    }
  }
}
