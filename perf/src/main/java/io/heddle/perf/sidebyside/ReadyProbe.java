package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Started;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Asks a new pair for an answer until it gives one. */
final class ReadyProbe {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 5_000;
  private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);

  private final Clocks clocks;

  ReadyProbe(Clocks clocks) {
    this.clocks = clocks;
  }

  /** Milliseconds from the pair's start to its first answer. */
  double await(Pair pair) throws IOException, InterruptedException {
    while (!isAnswered(pair.port())) {
      for (Started sidecar : List.of(pair.client(), pair.server())) {
        if (!sidecar.isAlive() || clocks.millisSince(pair.startNanos()) > BOUND.toMillis()) {
          throw new IOException(
              "%s: %s without an answer; it last said:\n%s"
                  .formatted(
                      sidecar.name(),
                      sidecar.isAlive() ? BOUND.toSeconds() + " s" : "ended",
                      sidecar.tail()));
        }
      }
      clocks.pause().pause(PAUSE);
    }
    return clocks.millisSince(pair.startNanos());
  }

  static boolean isAnswered(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      String request =
          "GET / HTTP/1.1\r\nhost: 127.0.0.1:%d\r\nconnection: close\r\n\r\n".formatted(port);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return Arrays.equals(socket.getInputStream().readNBytes(OK.length), OK);
    } catch (IOException _) {
      return false;
    }
  }
}
