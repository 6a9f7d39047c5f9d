package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom two sidecars take each other for, and what a new certificate or root changes. */
final class MeshIdentityTest {
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
  void sendsNothingToAServerOfAnotherIdentity() throws Exception {
    pair.serve(identities.of("impostor"));

    String response = TestClient.once(client.address(), TestClient.get("/"));

    assertThat(response).startsWith("HTTP/1.1 503 ").contains("details=\"UF: ");
    assertThat(application.requests()).isEmpty();
  }

  @Test
  void takesNoClientOfAnotherAuthority() throws Exception {
    pair.ask(new TestIdentities().of("web"));

    assertThat(TestClient.once(client.address(), TestClient.get("/"))).startsWith("HTTP/1.1 503 ");
    assertThat(application.requests()).isEmpty();
  }

  @Test
  void refusesPlaintextOnAMeshPort() throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.meshPort());
    try (TestClient plain = new TestClient(address)) {
      plain.send(TestClient.get("/"));
      assertThat(plain.readAll()).doesNotContain("HTTP");
    }

    assertThat(server.facts().nextRefusal()).isEqualTo(Refusal.PLAINTEXT);
  }

  @Test
  void keepsConnectionsAcrossANewCertificateAndUsesItForNewOnes() throws Exception {
    TestClient.once(client.address(), TestClient.get("/1"));
    pair.serve(identities.of("catalog"));
    pair.ask(identities.of("web"));

    assertThat(TestClient.once(client.address(), TestClient.get("/2"))).endsWith("hello");
    assertThat(server.dataPath().activity().meshConnections()).isEqualTo(1);
  }

  @Test
  void theRootIsReplacedWithoutClosingAConnectionAndNewOnesAreJudgedByWhatIsInForce()
      throws Exception {
    TestIdentities next = new TestIdentities();
    TestClient.once(client.address(), TestClient.get("/1"));

    pair.serve(identities.trusting(next, "catalog"));
    pair.ask(identities.trusting(next, "web"));
    assertThat(TestClient.once(client.address(), TestClient.get("/2"))).endsWith("hello");
    assertThat(server.dataPath().activity().meshConnections()).isEqualTo(1);

    pair.serve(next.trusting(identities, "catalog"));
    assertAnswersNewConnection();
    pair.ask(next.trusting(identities, "web"));
    assertAnswersNewConnection();
    pair.serve(identities.trusting(next, "catalog"));
    assertAnswersNewConnection();

    pair.serve(next.of("catalog"));
    assertAnswersNewConnection();
    pair.ask(next.of("web"));
    assertAnswersNewConnection();
    pair.ask(identities.trustingOnly(next, "web"));
    // The client's side of a TLS 1.3 handshake ends before the server's: it may have asked already.
    assertThat(overNewConnection()).containsPattern("^HTTP/1.1 50[23] ");
  }

  private void assertAnswersNewConnection() throws Exception {
    assertThat(overNewConnection()).endsWith("hello");
  }

  /** The one that there is takes its last request first. */
  private String overNewConnection() throws Exception {
    server.dataPath().gate().to(InboundGate.State.ANNOUNCING);
    TestClient.once(client.address(), TestClient.get("/last"));
    server.dataPath().activity().quietBut(Set.of()).get(5, TimeUnit.SECONDS);
    server.dataPath().gate().to(InboundGate.State.OPEN);
    return TestClient.once(client.address(), TestClient.get("/first"));
  }
}
