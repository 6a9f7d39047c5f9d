package io.heddle.perf.baseline;

import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the baseline is told of endpoints, a line each: {@code put RESOURCE PORT HEALTH} and {@code
 * remove RESOURCE PORT}.
 */
final class CommandPort implements AutoCloseable {
  private final ServerSocket listener;
  private final Cache cache;

  private CommandPort(ServerSocket listener, Cache cache) {
    this.listener = listener;
    this.cache = cache;
  }

  static CommandPort open(Cache cache) throws IOException {
    CommandPort port =
        new CommandPort(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), cache);
    var _ = Thread.ofPlatform().daemon().name("commands").start(port::serve);
    return port;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    try (Socket client = listener.accept();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      client.setTcpNoDelay(true);
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        obey(cache, line);
      }
    } catch (IOException e) {
      System.err.println("commands: " + e.getMessage());
    }
  }

  static void obey(Cache cache, String line) {
    List<String> words = List.of(line.split(" ", -1));
    int port = Integer.parseInt(words.get(2));
    switch (words.getFirst()) {
      case "put" -> cache.put(words.get(1), port, HealthStatus.valueOf(words.get(3)));
      case "remove" -> cache.remove(words.get(1), port);
      default ->
          throw new IllegalArgumentException(
              "command: " + words.getFirst() + " (expected: put or remove)");
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
