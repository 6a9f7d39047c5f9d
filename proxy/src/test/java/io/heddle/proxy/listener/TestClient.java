package io.heddle.proxy.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client that writes and reads HTTP/1 as bytes, so that nothing is repaired or repeated. */
final class TestClient implements AutoCloseable {
  private final Socket socket = new Socket();

  TestClient(InetSocketAddress address) throws IOException {
    connect(address);
  }

  private TestClient() {}

  /** A client whose kernel keeps few bytes for it, so that who sends to it must wait. */
  static TestClient takingLittleAtOnce(InetSocketAddress address) throws IOException {
    TestClient client = new TestClient();
    client.socket.setReceiveBufferSize(8 * 1024);
    client.connect(address);
    return client;
  }

  private void connect(InetSocketAddress address) throws IOException {
    socket.connect(address, 2_000);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
  }

  /** One request on a connection of its own. */
  static String once(InetSocketAddress address, String request) throws IOException {
    try (TestClient client = new TestClient(address)) {
      return client.exchange(request);
    }
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: catalog\r\n\r\n";
  }

  static String post(String path, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: catalog\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  String exchange(String request) throws IOException {
    send(request);
    return readResponse();
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Takes so many bytes one by one, and the rest not at all. */
  void readSlowly(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      if (socket.getInputStream().read() < 0) {
        return;
      }
    }
  }

  /** Reads so many bytes for nothing; fewer come only before an end. */
  void skip(long bytes) throws IOException {
    socket.getInputStream().skipNBytes(bytes);
  }

  /** Closes so that the other side hears of a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** A head and a body of the announced length, or chunked as it came. */
  String readResponse() throws IOException {
    String head = readUntil("\r\n\r\n");
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    if (at >= 0) {
      int end = lower.indexOf("\r\n", at);
      int length = Integer.parseInt(lower.substring(at + 15, end).strip());
      return head
          + new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }
    return lower.contains("transfer-encoding: chunked") ? head + readUntil("0\r\n\r\n") : head;
  }

  /** Everything up to and with the given text, or up to the end of the input. */
  String readUntil(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      read.write(next);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Everything up to the end of the input. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
