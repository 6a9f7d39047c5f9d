package io.heddle.proxy.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback whose behaviour on each connection a test writes down. */
final class TestApplication implements AutoCloseable {
  private final ServerSocket server;
  private final Behaviour behaviour;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** What is done with a connection; closing it is the caller's part when this returns. */
  interface Behaviour {
    void on(Talk talk) throws IOException;
  }

  /** One connection to the application. */
  record Talk(Socket socket, int number, List<String> seen) {
    String readHead() throws IOException {
      String head = readUntil(socket.getInputStream(), "\r\n\r\n");
      seen.add(head);
      return head;
    }

    String readBytes(int count) throws IOException {
      return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Reads a head and, where a content-length says so, a body; empty at the end of the input. */
    String readRequest() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return "";
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      String body =
          text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
              ? readUntil(in, "0\r\n\r\n")
              : new String(in.readNBytes(length(text)), StandardCharsets.ISO_8859_1);
      seen.add(text + body);
      return text + body;
    }

    private static String readUntil(InputStream in, String end) throws IOException {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
        read.write(in.read());
      }
      return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          return Integer.parseInt(line.substring("content-length:".length()).strip());
        }
      }
      return 0;
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Makes closing the connection a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  TestApplication(Behaviour behaviour) throws IOException {
    this(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), behaviour);
  }

  TestApplication(ServerSocket server, Behaviour behaviour) {
    this.behaviour = behaviour;
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers every request with 200 and the body given. */
  static TestApplication answering(String body) throws IOException {
    return new TestApplication(responding(ok(body)));
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** The same response to every request. */
  static Behaviour responding(String response) {
    return talk -> {
      while (!talk.readRequest().isEmpty()) {
        talk.send(response);
      }
    };
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      behaviour.on(new Talk(socket, number, requests));
    } catch (IOException e) {
      // The other side went away, as some tests want.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Every request read so far, on any connection. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
