package io.heddle.examples.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Forwards each connection that it accepts to one of its backends, round robin, and knows no more.
 *
 * <p>Virtual threads, two a connection; backends may be added and removed from any thread.
 */
public final class TcpForwarder implements AutoCloseable {
  private static final int BACKLOG = 512;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final ServerSocket listener;
  private final List<InetSocketAddress> backends = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  /** Listens on a free port of loopback. */
  public TcpForwarder() throws IOException {
    this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public void add(InetSocketAddress backend) {
    backends.add(backend);
  }

  /** New connections go elsewhere; those that are open stay. */
  public void remove(InetSocketAddress backend) {
    backends.remove(backend);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.startVirtualThread(() -> forward(client));
      } catch (IOException _) {
        // Closed, or a client that went before it was accepted.
      }
    }
  }

  private void forward(Socket client) {
    Socket server = new Socket();
    try (client;
        server) {
      open.add(client);
      open.add(server);
      Object[] choice = backends.toArray();
      if (choice.length == 0) {
        return;
      }
      int index = Math.floorMod(next.getAndIncrement(), choice.length);
      server.connect((InetSocketAddress) choice[index], (int) CONNECT_TIMEOUT.toMillis());
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread up = Thread.startVirtualThread(() -> copy(client, server));
      copy(server, client);
      up.join();
    } catch (IOException _) {
      // The client sees its connection closed: a forwarder has nothing better to say.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      open.remove(server);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed, then.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(TcpForwarder::closeQuietly);
  }
}
