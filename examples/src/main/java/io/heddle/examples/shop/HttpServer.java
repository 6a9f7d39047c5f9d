package io.heddle.examples.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A small HTTP/1.1 server on loopback: keep-alive, one thread a connection. */
final class HttpServer {
  private static final int BACKLOG = 512;

  private final ServerSocket listener;
  private final Handler handler;
  private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean stopping;

  HttpServer(int port, Handler handler) throws IOException {
    this.handler = handler;
    this.listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Accepts until {@link #stop}; takes the calling thread. */
  void serve() {
    while (!stopping) {
      try {
        Socket socket = listener.accept();
        ServerConnection connection = new ServerConnection(socket, handler);
        connections.add(connection);
        Thread.ofPlatform().daemon().name("connection").start(() -> run(connection));
      } catch (IOException e) {
        if (!stopping) {
          System.err.println("accept: " + e.getMessage());
        }
      }
    }
  }

  private void run(ServerConnection connection) {
    try {
      if (stopping) {
        connection.finish();
      }
      connection.serve();
    } finally {
      connections.remove(connection);
      if (stopping && connections.isEmpty()) {
        drained.countDown();
      }
    }
  }

  /** Accepts no more, closes what is idle, and waits for what is in flight. */
  void stop(Duration bound) throws IOException, InterruptedException {
    stopping = true;
    listener.close();
    connections.forEach(ServerConnection::finish);
    if (!connections.isEmpty() && !drained.await(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      System.err.println("stop: " + connections.size() + " connections are left after " + bound);
    }
  }
}
