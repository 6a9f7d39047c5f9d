package io.heddle.perf.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each request as a script says, one virtual thread a connection. */
final class ScriptedServer implements Closeable {
  /** What the server does with a request; an empty answer closes the connection. */
  interface Script {
    String answer(Request request) throws InterruptedException;
  }

  /** A request as it arrived. */
  record Request(String method, String id, String bodyHash) {}

  private final ServerSocket listener;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();

  ScriptedServer(Script script) throws IOException {
    this.listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread.startVirtualThread(this::accept);
  }

  static String echo(Request request) {
    return "HTTP/1.1 200 OK\r\nx-load-id: %s\r\nx-load-hash: %s\r\nx-load-version: v1\r\ncontent-length: 2\r\n\r\nok"
        .formatted(request.id(), request.bodyHash());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed by the test.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String answer = script.answer(read(in));
      while (!answer.isEmpty()) {
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        answer = script.answer(read(in));
      }
    } catch (IOException | InterruptedException _) {
      // The connection is over.
    }
  }

  private static Request read(InputStream in) throws IOException {
    String method = line(in).split(" ", 2)[0];
    String id = "";
    int length = 0;
    String header = line(in);
    while (!header.isEmpty()) {
      if (header.startsWith("x-load-id: ")) {
        id = header.substring("x-load-id: ".length());
      } else if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
      header = line(in);
    }
    return new Request(method, id, RequestBodies.hash(in.readNBytes(length)));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new IOException("closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
      next = in.read();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
