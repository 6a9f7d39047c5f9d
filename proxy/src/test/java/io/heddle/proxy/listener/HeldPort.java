package io.heddle.proxy.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A port whose one connection is carried on to another port when the test says so. */
final class HeldPort implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final CompletableFuture<Socket> accepted = new CompletableFuture<>();

  HeldPort() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      accepted.complete(server.accept());
    } catch (IOException e) {
      accepted.completeExceptionally(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  void awaitConnection() throws Exception {
    accepted.get(5, TimeUnit.SECONDS);
  }

  void carryOnTo(int port) throws Exception {
    Socket from = accepted.get(5, TimeUnit.SECONDS);
    Socket to = new Socket(InetAddress.getLoopbackAddress(), port);
    Thread.ofVirtual().start(() -> carry(from, to));
    Thread.ofVirtual().start(() -> carry(to, from));
  }

  /** Ends the connection to whoever was held. */
  void cut() throws Exception {
    accepted.get(5, TimeUnit.SECONDS).close();
  }

  private static void carry(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One side has ended, which ends the other.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
