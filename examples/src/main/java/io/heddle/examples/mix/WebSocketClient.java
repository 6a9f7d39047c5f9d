package io.heddle.examples.mix;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** WebSockets: each message has a number, and comes back. */
final class WebSocketClient implements SessionClient {
  private final HttpClient http;
  private final int port;
  private final Tally tally;
  private final LongSupplier ticker;
  private final Duration timeout;

  WebSocketClient(HttpClient http, int port, Tally tally, LongSupplier ticker, Duration timeout) {
    this.http = http;
    this.port = port;
    this.tally = tally;
    this.ticker = ticker;
    this.timeout = timeout;
  }

  @Override
  public SessionResult hold(String id, Until until) throws InterruptedException {
    Conversation conversation = new Conversation(tally, ticker);
    try {
      WebSocket socket =
          http.newWebSocketBuilder()
              .connectTimeout(timeout)
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + port + "/sessions/" + id),
                  new Echoes(id, conversation))
              .join();
      talk(id, socket, conversation, until);
      SessionResult result = conversation.awaitEnd(timeout);
      socket.abort();
      return result;
    } catch (CompletionException e) {
      conversation.fail(String.valueOf(e.getCause()));
      return conversation.awaitEnd(timeout);
    }
  }

  private void talk(String id, WebSocket socket, Conversation conversation, Until until)
      throws InterruptedException {
    try {
      do {
        var _ = socket.sendText(id + ' ' + conversation.sending(1), true).join();
      } while (!conversation.isOver() && until.next() && !conversation.isOver());
      // Unlike a half-closed stream, a WebSocket says nothing more once it is closed.
      conversation.awaitAll(timeout);
      conversation.closing();
      if (!conversation.isOver()) {
        var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      }
    } catch (CompletionException e) {
      // The end that was received, or will be now, says how the session ended.
      var _ = conversation.awaitEnd(timeout);
    }
  }

  /** What comes back. */
  private static final class Echoes implements WebSocket.Listener {
    private static final int GOING_AWAY = 1001;
    private static final int CLOSED_ABNORMALLY = 1006;

    private final String id;
    private final Conversation conversation;
    private final StringBuilder message = new StringBuilder();

    Echoes(String id, Conversation conversation) {
      this.id = id;
      this.conversation = conversation;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        receive(message.toString());
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void receive(String text) {
      if (Numbers.isOf(id, text)) {
        conversation.receiveNumber(Numbers.last(text));
      } else {
        conversation.fail("message: " + text + " (expected: one of " + id + ")");
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      if (status == CLOSED_ABNORMALLY) {
        conversation.fail("the connection ended without a close message");
      } else if (status == WebSocket.NORMAL_CLOSURE || status == GOING_AWAY) {
        conversation.endedByPeer();
      } else {
        conversation.fail("closed with status " + status + ": " + reason);
      }
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable fault) {
      conversation.fail(String.valueOf(fault));
    }
  }
}
