package io.heddle.perf.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.perf.process.Clocks;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackendTest {
  private final Loads loads = new Loads(Clocks.SYSTEM, 2, 1);

  @Test
  void aRequestIsAnsweredWithOneKibibyte() throws IOException {
    try (Backend backend = Backend.open(0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 1024\r\n\r\n";

      assertThat(new String(in.readNBytes(head.length()), StandardCharsets.US_ASCII))
          .isEqualTo(head);
      assertThat(in.readNBytes(Backend.BODY_BYTES)).containsOnly('x').hasSize(1_024);
    }
  }

  @Test
  void aLoadIsAnsweredWhole() throws IOException {
    try (Backend backend = Backend.open(0)) {
      Traffic traffic = loads.run(backend.port(), 500, Duration.ofMillis(400));

      assertThat(traffic.requestsPerSecond()).isEqualTo(500);
      assertThat(traffic.answered()).isBetween(190L, 200L);
      assertThat(traffic.failed()).isZero();
      assertThat(traffic.p50Millis()).isLessThanOrEqualTo(traffic.p99Millis());
      assertThat(traffic.p99Millis()).isLessThanOrEqualTo(traffic.maxMillis());
    }
  }

  @Test
  void aLoadThatNobodyAnswersFails() throws IOException {
    int port = closedPort();

    assertThatThrownBy(() -> loads.run(port, 50, Duration.ofMillis(100)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("failed, first: connect");
  }

  @Test
  void theProbeTellsAnAnswerFromNone() throws IOException {
    try (Backend backend = Backend.open(0)) {
      assertThat(ReadyProbe.isAnswered(backend.port())).isTrue();
    }
    assertThat(ReadyProbe.isAnswered(closedPort())).isFalse();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
