package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.http.TcpFacts;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request through two sidecars with mTLS between them. */
final class MeshPairTest {
  private MeshPair pair;
  private TestIdentities identities;
  private TestApplication application;
  private TestProxy server;
  private TestProxy client;

  @BeforeEach
  void start() throws Exception {
    pair = new MeshPair();
    identities = pair.identities();
    application = pair.application();
    server = pair.server();
    client = pair.client();
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
  }

  @Test
  void carriesRequestsAndResponses() throws Exception {
    String response = TestClient.once(client.address(), TestClient.get("/items?page=2"));

    assertThat(response).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhello");
    assertThat(application.requests())
        .containsExactly("GET /items?page=2 HTTP/1.1\r\nHost: catalog\r\n\r\n");
  }

  @Test
  void carriesBodiesWithLengthAndChunked() throws Exception {
    try (TestClient one = new TestClient(client.address())) {
      assertThat(one.exchange(TestClient.post("/orders", "x=1"))).endsWith("hello");
      one.send("POST /orders HTTP/1.1\r\nHost: catalog\r\nTransfer-Encoding: chunked\r\n\r\n");
      one.send("3\r\nabc\r\n");
      one.send("2;name=\"value\"\r\nde\r\n0\r\n\r\n");
      assertThat(one.readResponse()).endsWith("hello");
    }

    assertThat(application.requests().getFirst()).endsWith("content-length: 3\r\n\r\nx=1");
    assertThat(application.requests().get(1)).contains("transfer-encoding: chunked");
  }

  @Test
  void showsApplicationsNoPrivateFieldAndTakesNoneFromThem() throws Exception {
    String response =
        TestClient.once(
            client.address(),
            "GET / HTTP/1.1\r\nHost: catalog\r\nX-Heddle-Load: 9,9\r\nX-Mine: 1\r\n\r\n");

    assertThat(response).doesNotContainIgnoringCase("x-heddle");
    assertThat(application.requests().getFirst())
        .contains("X-Mine: 1")
        .doesNotContainIgnoringCase("x-heddle");
  }

  @Test
  void tellsTheObserverWhoAskedAndWhoAnswered() throws Exception {
    TestClient.once(client.address(), TestClient.get("/"));

    RecordedFacts.Ended atServer = server.facts().nextEnded();
    RecordedFacts.Ended atClient = client.facts().nextEnded();
    assertThat(atServer.peer()).isEqualTo("spiffe://cluster.local/ns/shop/sa/web");
    assertThat(atServer.status()).isEqualTo(200);
    assertThat(atClient.endpointUid()).isEqualTo("catalog-1");
    assertThat(atClient.responseBytes()).isEqualTo(5);
    assertThat(atClient.madeByMesh()).isFalse();
  }

  @Test
  void reusesOneMeshConnection() throws Exception {
    for (int i = 0; i < 20; i++) {
      TestClient.once(client.address(), TestClient.get("/" + i));
    }

    assertThat(server.dataPath().activity().meshConnections()).isEqualTo(1);
    assertThat(application.connections()).isEqualTo(1);
  }

  @Test
  void refusesBeforeTheFirstPassAndCountsIt() throws Exception {
    server.dataPath().gate().to(InboundGate.State.BEFORE_FIRST_PASS);

    String response = TestClient.once(client.address(), TestClient.post("/orders", "x=1"));

    assertThat(response)
        .startsWith("HTTP/1.1 503 ")
        .contains("proxy-status: heddle; error=destination_unavailable; details=\"UR: ")
        .doesNotContainIgnoringCase("x-heddle");
    assertThat(server.facts().misdirected()).containsExactly("/orders");
    assertThat(application.requests()).isEmpty();
  }

  @Test
  void announcesThatConnectionsEndAndServesOnUntilTheyHave() throws Exception {
    TestClient.once(client.address(), TestClient.get("/1"));
    server.dataPath().gate().to(InboundGate.State.ANNOUNCING);

    assertThat(TestClient.once(client.address(), TestClient.get("/2"))).endsWith("hello");

    server.dataPath().activity().quietBut(Set.of()).get(5, TimeUnit.SECONDS);
    assertThat(server.dataPath().activity().meshConnections()).isZero();
  }

  @Test
  void isQuietOnceClientsThatAppliedDrainingHaveClosed() throws Exception {
    TestClient.once(client.address(), TestClient.get("/1"));
    var quiet = server.dataPath().activity().quietBut(Set.of());
    assertThat(quiet).isNotDone();

    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .outboundHttp()
            .meshCluster(
                "heddle-http/1.1",
                Snapshots.endpoint(server.meshPort(), "catalog-1", Endpoint.Health.DRAINING))
            .build());

    quiet.get(5, TimeUnit.SECONDS);
  }

  @Test
  void isQuietForThoseWhoDoNotWaitForAClientThatKeepsItsConnections() throws Exception {
    TestClient.once(client.address(), TestClient.get("/1"));
    var forAll = server.dataPath().activity().quietBut(Set.of("other-1"));

    server.dataPath().activity().quietBut(Set.of("other-1", "web-1")).get(5, TimeUnit.SECONDS);

    assertThat(forAll).isNotDone();
    assertThat(server.dataPath().activity().meshConnections()).isEqualTo(1);
  }

  @Test
  void servesAMeshClientThatIsNoSidecarAndWaitsForItsConnectionsOnlyWhileTheyCarryAnything()
      throws Exception {
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .outboundHttp()
            .meshCluster("http/1.1", Snapshots.endpoint(server.meshPort(), "catalog-1"))
            .build());

    assertThat(TestClient.once(client.address(), TestClient.get("/1"))).endsWith("hello");
    assertThat(server.dataPath().activity().meshConnections()).isZero();
    assertThat(server.dataPath().activity().otherConnections()).isEqualTo(1);
    server.dataPath().activity().quietBut(Set.of()).get(5, TimeUnit.SECONDS);
  }

  @Test
  void carriesWhatSaysNothingOfItselfAsItIs() throws Exception {
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .outboundTcp(Duration.ofHours(1))
            .meshCluster("h2", Snapshots.endpoint(server.meshPort(), "catalog-1"))
            .build());

    assertThat(TestClient.once(client.address(), TestClient.get("/1"))).endsWith("hello");
    assertThat(server.dataPath().activity().otherConnections()).isEqualTo(1);
  }

  @Test
  void opensAConnectionAheadThatTheFirstRequestUses() throws Exception {
    Endpoint warming =
        Snapshots.endpoint(server.meshPort(), "catalog-1", Endpoint.Health.UNHEALTHY);
    ProxySnapshot before = snapshotOf(warming);
    client.apply(before);

    String cause =
        client
            .dataPath()
            .connectAhead(Snapshots.catalogClusterOf(before), warming)
            .toCompletableFuture()
            .get(5, TimeUnit.SECONDS);
    assertThat(cause).isEmpty();
    // The client's side of a TLS 1.3 handshake ends before the server's.
    Eventually.until(() -> server.dataPath().activity().meshConnections() == 1);

    client.apply(snapshotOf(Snapshots.endpoint(server.meshPort(), "catalog-1")));
    TestClient.once(client.address(), TestClient.get("/"));
    assertThat(server.dataPath().activity().meshConnections()).isEqualTo(1);
  }

  @Test
  void aRequestThatIsOnItsWayArrivesThoughItsClusterIsGone() throws Exception {
    try (HeldPort held = new HeldPort();
        TestClient asking = new TestClient(client.address())) {
      client.apply(snapshotOf(Snapshots.endpoint(held.port(), "catalog-1")));
      asking.send(TestClient.post("/orders", "x=1"));
      held.awaitConnection();

      client.apply(
          Snapshots.empty()
              .identity(identities.of("web"))
              .route(new RouteAction.Respond(404))
              .build());
      held.carryOnTo(server.meshPort());

      assertThat(asking.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("hello");
      assertThat(asking.exchange(TestClient.get("/"))).startsWith("HTTP/1.1 404 ");
      server.dataPath().activity().quietBut(Set.of()).get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void saysWhyAConnectionAheadFailed() throws Exception {
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Endpoint gone = Snapshots.endpoint(nobody, "catalog-2", Endpoint.Health.UNHEALTHY);
    ProxySnapshot snapshot = snapshotOf(gone);
    client.apply(snapshot);

    String cause =
        client
            .dataPath()
            .connectAhead(Snapshots.catalogClusterOf(snapshot), gone)
            .toCompletableFuture()
            .get(5, TimeUnit.SECONDS);

    assertThat(cause).contains("127.0.0.1:" + nobody).containsIgnoringCase("refused");
  }

  private ProxySnapshot snapshotOf(Endpoint endpoint) {
    return Snapshots.empty()
        .identity(identities.of("web"))
        .outboundHttp()
        .meshCluster("heddle-http/1.1", endpoint)
        .build();
  }

  @Test
  void forwardsOpaqueBytesAndHalfCloses() throws Exception {
    try (TestApplication echo =
            new TestApplication(talk -> {
              byte[] all = talk.socket().getInputStream().readAllBytes();
              talk.send("got " + new String(all, StandardCharsets.ISO_8859_1));
            });
        TestProxy tcpServer = TestProxy.inbound(echo.port());
        TestProxy tcpClient = TestProxy.outbound()) {
      tcpServer.dataPath().gate().to(InboundGate.State.OPEN);
      tcpServer.apply(
          Snapshots.empty()
              .identity(identities.of("catalog"))
              .inbound(tcpServer.meshPort(), echo.port())
              .build());
      tcpClient.apply(
          Snapshots.empty()
              .identity(identities.of("web"))
              .outboundTcp(Duration.ofHours(1))
              .meshCluster("heddle-tcp", Snapshots.endpoint(tcpServer.meshPort(), "catalog-1"))
              .build());

      try (TestClient raw = new TestClient(tcpClient.address())) {
        raw.send("ping");
        raw.endOutput();
        assertThat(raw.readAll()).isEqualTo("got ping");
      }

      TcpFacts facts = tcpClient.facts().nextForwarded();
      assertThat(facts.bytesUp()).isEqualTo(4);
      assertThat(facts.bytesDown()).isEqualTo(8);
      tcpServer.dataPath().activity().quietBut(Set.of()).get(5, TimeUnit.SECONDS);
    }
  }
}
