package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of open connections when a cluster accepts other peers than before. */
final class AcceptedPeersTest {
  private static final String HTTP = "heddle-http/1.1";

  private FakeMesh mesh;
  private TestApplication catalog;

  @BeforeEach
  void connect() throws Exception {
    mesh = new FakeMesh();
    catalog = mesh.sidecar(TestApplication.ok("hi"));
    accept(Snapshots.mutualTls(HTTP, "catalog", "catalog-before"));
    assertThat(mesh.send(TestClient.get("/first"))).endsWith("hi");
  }

  @AfterEach
  void stop() throws Exception {
    mesh.close();
  }

  private void accept(Transport transport) {
    mesh.client()
        .apply(
            Snapshots.empty()
                .identity(mesh.identities().of("web"))
                .outboundHttp()
                .meshCluster(transport, FakeMesh.at(catalog, "catalog-1"))
                .build());
  }

  private int connectionsAfterAnotherRequest() throws Exception {
    assertThat(mesh.send(TestClient.get("/second"))).endsWith("hi");
    return catalog.connections();
  }

  @Test
  void onePeerMoreClosesNothing() throws Exception {
    accept(Snapshots.mutualTls(HTTP, "catalog", "catalog-before", "catalog-next"));

    assertThat(connectionsAfterAnotherRequest()).isEqualTo(1);
  }

  @Test
  void aConnectionWhosePeerIsStillAcceptedStays() throws Exception {
    accept(Snapshots.mutualTls(HTTP, "catalog", "catalog-next"));

    assertThat(connectionsAfterAnotherRequest()).isEqualTo(1);
  }

  @Test
  void aConnectionWhosePeerIsNotAcceptedAnyMoreIsClosed() throws Exception {
    accept(Snapshots.mutualTls(HTTP, "catalog-before"));

    assertThat(mesh.send(TestClient.get("/second"))).startsWith("HTTP/1.1 503 ");
    assertThat(catalog.requests()).hasSize(1);
  }
}
