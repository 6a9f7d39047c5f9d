package io.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.ManagedProcess;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** h2load and nghttpd: many streams at a time on each connection. */
final class H2LoadSuite {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int REQUESTS = 20_000;

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static InetSocketAddress address;
  private static Path upload;
  private static int runs;

  @BeforeAll
  static void start() throws Exception {
    Programs.require("h2load");
    String nghttpd = Programs.require("nghttpd");
    Path folder = MESH.folder("nghttpd");
    Files.write(folder.resolve("small"), new byte[300]);
    Files.write(folder.resolve("large"), new byte[1 << 20]);
    upload = Files.write(folder.resolve("upload"), new byte[100_000]);
    int port = MESH.freePort();
    var _ =
        MESH.launch(
            "nghttpd",
            List.of(
                nghttpd,
                "--no-tls",
                "--address=127.0.0.1",
                "--echo-upload",
                "--htdocs=" + folder,
                Integer.toString(port)));
    address = MESH.connect("nghttpd", Protocol.H2C, port);
  }

  @Test
  void manyStreamsOnFewConnections() throws Exception {
    assertNoneLost(REQUESTS, "/small", "-c", "10", "-m", "50");
  }

  @Test
  void manyConnectionsOfOneStream() throws Exception {
    assertNoneLost(REQUESTS / 4, "/small", "-c", "100", "-m", "1");
  }

  @Test
  void largeResponsesShareConnections() throws Exception {
    assertNoneLost(200, "/large", "-c", "4", "-m", "10");
  }

  @Test
  void bodiesGoBothWays() throws Exception {
    assertNoneLost(500, "/echo", "-c", "4", "-m", "10", "-d", upload.toString());
  }

  @Test
  void windowsOfTheLeastSizeAreHonoured() throws Exception {
    assertNoneLost(100, "/large", "-c", "2", "-m", "5", "-w", "14", "-W", "16");
  }

  private static void assertNoneLost(int requests, String path, String... options)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(Programs.require("h2load")));
    command.addAll(List.of("-n", Integer.toString(requests)));
    command.addAll(List.of(options));
    command.add("http://127.0.0.1:" + address.getPort() + path);
    ManagedProcess load = MESH.launch("h2load-" + ++runs, command);
    assertThat(load.awaitEnd(BOUND)).isZero();
    String said = Files.readString(load.log());
    assertThat(said)
        .contains(
            "requests: %1$d total, %1$d started, %1$d done, %1$d succeeded, 0 failed, 0 errored, 0 timeout"
                .formatted(requests))
        .contains("status codes: " + requests + " 2xx, 0 3xx, 0 4xx, 0 5xx");
  }
}
