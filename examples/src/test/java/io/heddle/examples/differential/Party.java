package io.heddle.examples.differential;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Somebody who routes.
 *
 * @param ports of the Services, in their order
 */
record Party(String name, List<Integer> ports) {
  private static final int TIMEOUT_MILLIS = 20_000;

  Party {
    ports = List.copyOf(ports);
  }

  Message get(int service, String path) throws IOException {
    return send(service, "GET " + path + " HTTP/1.1\r\nhost: any\r\n\r\n", true);
  }

  /** Sends bytes on a connection of their own. */
  Message send(int service, String wire, boolean hasBody) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(service));
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(wire.getBytes(StandardCharsets.ISO_8859_1));
      return Message.read(in, Message.Side.RESPONSE, hasBody)
          .orElseThrow(() -> new IOException(name + ": closed without a response"));
    }
  }
}
