package io.heddle.examples.shop;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** One accepted connection: reads a request, answers it, and so on until either side is done. */
final class ServerConnection {
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private final Socket socket;
  private final Handler handler;
  private boolean busy;
  private boolean finishing;

  ServerConnection(Socket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  void serve() {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) IDLE_TIMEOUT.toMillis());
      MessageInput in = new MessageInput(socket.getInputStream());
      while (true) {
        if (in.isAtEnd() || !begin()) {
          return;
        }
        HttpMessage request = HttpMessage.read(in);
        Reply reply = handler.handle(request);
        boolean last = request.closes() || isFinishing();
        reply.writeTo(socket.getOutputStream(), last ? "close" : "keep-alive");
        if (last || !end()) {
          return;
        }
      }
    } catch (IOException _) {
      // The client has gone, or talks something else.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean begin() {
    busy = !finishing;
    return busy;
  }

  private synchronized boolean end() {
    busy = false;
    return !finishing;
  }

  private synchronized boolean isFinishing() {
    return finishing;
  }

  /** Closes the connection: at once if it is idle, else after its answer. */
  synchronized void finish() {
    finishing = true;
    if (!busy) {
      try {
        socket.close();
      } catch (IOException _) {
        // It is closed, then.
      }
    }
  }
}
