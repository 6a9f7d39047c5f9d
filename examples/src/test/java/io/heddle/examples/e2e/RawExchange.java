package io.heddle.examples.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A request that says exactly what a test wants it to say, and the head of its response. */
record RawExchange(int status, List<String> headers) {
  private static final int TIMEOUT_MILLIS = 10_000;

  RawExchange {
    headers = List.copyOf(headers);
  }

  /** Sends a GET and reads until the connection is closed. */
  static RawExchange get(InetSocketAddress to, String host, String path, List<String> headers)
      throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nhost: " + host);
    headers.forEach(header -> request.append("\r\n").append(header));
    request.append("\r\nconnection: close\r\n\r\n");
    try (Socket socket = new Socket()) {
      socket.connect(to, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      String response =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      List<String> head = response.lines().takeWhile(line -> !line.isEmpty()).toList();
      if (head.isEmpty()) {
        throw new IOException(to + ": closed without a response");
      }
      return new RawExchange(
          Integer.parseInt(head.getFirst().split(" ", 3)[1]), head.subList(1, head.size()));
    }
  }

  Optional<String> header(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }
}
