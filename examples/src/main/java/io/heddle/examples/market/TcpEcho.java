package io.heddle.examples.market;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives back every byte that it is sent; a virtual thread a connection. */
final class TcpEcho {
  private static final int BACKLOG = 512;

  private final ServerSocket listener;
  private final MarketLedger ledger;
  private final Map<TcpSession, Thread> sessions = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  TcpEcho(int port, MarketLedger ledger) throws IOException {
    this.ledger = ledger;
    this.listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!stopping) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        if (!stopping) {
          System.err.println("accept: " + e.getMessage());
        }
      }
    }
  }

  private void serve(Socket socket) {
    TcpSession session = new TcpSession(socket, ledger);
    Thread thread = Thread.ofVirtual().unstarted(() -> run(session));
    sessions.put(session, thread);
    thread.start();
    if (stopping) {
      session.finish();
    }
  }

  private void run(TcpSession session) {
    try {
      session.serve();
    } finally {
      sessions.remove(session);
    }
  }

  /** Accepts no more, and ends each session after what it has read so far. */
  void stop(Duration bound) {
    stopping = true;
    try {
      listener.close();
      sessions.keySet().forEach(TcpSession::finish);
      for (Thread thread : sessions.values()) {
        if (!thread.join(bound)) {
          System.err.println("stop: a TCP session is left after " + bound);
        }
      }
    } catch (IOException e) {
      System.err.println("stop: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
