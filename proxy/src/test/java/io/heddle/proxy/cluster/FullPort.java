package io.heddle.proxy.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue is full: who connects to it gets no answer. */
public final class FullPort implements AutoCloseable {
  private static final int BACKLOG = 1;

  private final ServerSocket server =
      new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  private final List<Socket> queued = new ArrayList<>();

  public FullPort() throws IOException {
    // Linux queues one more than it was told.
    for (int i = 0; i <= BACKLOG; i++) {
      queued.add(new Socket(server.getInetAddress(), server.getLocalPort()));
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : queued) {
      socket.close();
    }
    server.close();
  }
}
