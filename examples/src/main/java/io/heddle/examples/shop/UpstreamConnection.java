package io.heddle.examples.shop;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection to the upstream server. */
final class UpstreamConnection {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  private final Socket socket;
  private final MessageInput in;
  private final String host;
  private long idleSinceNanos;

  private UpstreamConnection(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.in = new MessageInput(socket.getInputStream());
    this.host = host;
  }

  static UpstreamConnection open(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, (int) CONNECT_TIMEOUT.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
      return new UpstreamConnection(socket, address.getHostString() + ":" + address.getPort());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  HttpMessage exchange(HttpMessage request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512 + request.body().length());
    StringBuilder head = new StringBuilder(256);
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    head.append("host: ").append(host).append("\r\n");
    request
        .header("x-load-id")
        .ifPresent(id -> head.append("x-load-id: ").append(id).append("\r\n"));
    if (request.body().length() > 0) {
      head.append("content-length: ").append(request.body().length()).append("\r\n");
    }
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    request.body().writeTo(out);
    out.writeTo(socket.getOutputStream());
    if (in.isAtEnd()) {
      throw new EOFException("closed before the answer");
    }
    return HttpMessage.read(in);
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is left to lose on a connection that is given up.
    }
  }
}
