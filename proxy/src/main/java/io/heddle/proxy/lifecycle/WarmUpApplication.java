package io.heddle.proxy.lifecycle;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands in for the application while a sidecar warms up. */
final class WarmUpApplication implements AutoCloseable {
  private static final String BODY = "warm";
  private static final byte[] RESPONSE =
      ("HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
          .getBytes(StandardCharsets.US_ASCII);
  private static final int END_OF_HEAD = 0x0d0a0d0a;

  private final ServerSocket server;

  WarmUpApplication() throws IOException {
    server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("warm-up-application").start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (true) {
          readHead(in);
          socket.getOutputStream().write(RESPONSE);
        }
      } catch (IOException _) {
        // Its sidecar closed it, or it is over.
      }
    }
  }

  static void readResponse(InputStream in) throws IOException {
    readHead(in);
    String body = new String(in.readNBytes(BODY.length()), StandardCharsets.US_ASCII);
    if (!body.equals(BODY)) {
      throw new IOException("response: " + body + " (expected: " + BODY + ")");
    }
  }

  private static void readHead(InputStream in) throws IOException {
    int last = 0;
    while (last != END_OF_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("connection ended");
      }
      last = last << 8 | next;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
