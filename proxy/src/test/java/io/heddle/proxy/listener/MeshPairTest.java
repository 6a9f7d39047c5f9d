package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.filter.gate.InboundGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request through two sidecars with mTLS between them. */
final class MeshPairTest {
  private final TestIdentities identities = new TestIdentities();
  private TestApplication application;
  private TestProxy server;
  private TestProxy client;

  @BeforeEach
  void start() throws Exception {
    application = TestApplication.answering("hello");
    server = TestProxy.inbound(application.port());
    client = TestProxy.outbound();
    server.apply(
        Snapshots.empty()
            .identity(identities.of("catalog"))
            .inbound(server.meshPort(), application.port())
            .build());
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .outboundHttp()
            .meshCluster("heddle-http/1.1", Snapshots.endpoint(server.meshPort(), "catalog-1"))
            .build());
    server.dataPath().gate().to(InboundGate.State.OPEN);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    application.close();
  }

  @Test
  void carriesRequestsAndResponses() throws Exception {
    String response = TestClient.once(client.address(), TestClient.get("/items?page=2"));

    assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhello");
    assertThat(application.requests())
        .containsExactly("GET /items?page=2 HTTP/1.1\r\nHost: catalog\r\n\r\n");
  }
}
