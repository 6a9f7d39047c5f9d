package io.heddle.examples.mix;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Relays one TCP connection, and does one wrong thing to what comes back. */
final class FaultyRelay implements AutoCloseable {
  private static final int FAULTY_BYTE = 5_000;

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final int target;
  private final Fault fault;

  enum Fault {
    NONE,
    DROPPED_BYTE,
    REPEATED_BYTE,
    CHANGED_BYTE,
    RESET
  }

  FaultyRelay(int target, Fault fault) throws IOException {
    this.target = target;
    this.fault = fault;
    Thread.startVirtualThread(this::relay);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void relay() {
    try (Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread up = Thread.startVirtualThread(() -> forward(client, server));
      back(server.getInputStream(), client);
      up.join();
    } catch (IOException _) {
      // The client has left because of the fault.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forward(Socket from, Socket to) {
    try {
      long _ = from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // The same.
    }
  }

  private void back(InputStream in, Socket client) throws IOException {
    OutputStream out = client.getOutputStream();
    int offset = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (offset++ != FAULTY_BYTE) {
        out.write(next);
        continue;
      }
      switch (fault) {
        case NONE -> out.write(next);
        case DROPPED_BYTE -> {}
        case REPEATED_BYTE -> out.write(new byte[] {(byte) next, (byte) next});
        case CHANGED_BYTE -> out.write(next + 1);
        case RESET -> {
          client.setSoLinger(true, 0);
          client.close();
          return;
        }
      }
    }
    client.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
