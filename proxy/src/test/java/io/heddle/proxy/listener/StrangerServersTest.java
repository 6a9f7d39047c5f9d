package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.Transport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of the mesh that have no sidecar of ours, such as an Envoy's. */
final class StrangerServersTest {
  private static final String REFUSED =
      "HTTP/1.1 503 Service Unavailable\r\nx-heddle-unprocessed: 1\r\ncontent-length: 0\r\n\r\n";

  private FakeMesh mesh;

  @BeforeEach
  void start() throws Exception {
    mesh = new FakeMesh();
  }

  @AfterEach
  void stop() throws Exception {
    mesh.close();
  }

  private TestApplication server(String response, String... protocols) throws IOException {
    return mesh.closing(
        new TestApplication(
            mesh.identities().serverSocket("catalog", protocols),
            TestApplication.responding(response)));
  }

  private void offer(List<String> protocols, TestApplication... servers) {
    var exact = (Transport.MutualTls) Snapshots.mutualTls("heddle-http/1.1", "catalog");
    var snapshot = Snapshots.empty().identity(mesh.identities().of("web")).outboundHttp();
    var endpoints = new Endpoint[servers.length];
    for (int i = 0; i < servers.length; i++) {
      endpoints[i] = FakeMesh.at(servers[i], "server-" + i);
    }
    mesh.client()
        .apply(
            snapshot
                .meshCluster(new Transport.MutualTls(protocols, exact.peers()), endpoints)
                .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", ""})
  void areSpokenToWhateverTheyAgreeOn(String protocol) throws Exception {
    String[] agreed = protocol.isEmpty() ? new String[0] : new String[] {protocol};
    offer(List.of("heddle-http/1.1", "http/1.1"), server(TestApplication.ok("hi"), agreed));

    assertThat(mesh.send(TestClient.get("/"))).endsWith("hi");
  }

  @Test
  void areNotSpokenToWhereOnlySidecarsOfOursAreExpected() throws Exception {
    offer(List.of("heddle-http/1.1"), server(TestApplication.ok("hi")));

    assertThat(mesh.send(TestClient.get("/")))
        .startsWith("HTTP/1.1 503 ")
        .contains("application protocol: \"\"");
  }

  @Test
  void areNotBelievedThatARequestMissedItsApplication() throws Exception {
    TestApplication stranger = server(REFUSED, "http/1.1");
    TestApplication other = server(TestApplication.ok("hi"), "http/1.1");
    offer(List.of("heddle-http/1.1", "http/1.1"), stranger, other);

    for (int i = 0; i < 20; i++) {
      mesh.send(TestClient.post("/orders", "id=" + i));
    }

    assertThat(stranger.requests()).isNotEmpty();
    assertThat(stranger.requests().size() + other.requests().size()).isEqualTo(20);
  }
}
