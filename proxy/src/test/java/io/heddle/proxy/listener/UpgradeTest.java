package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that changes its protocol, through two sidecars with mTLS between them. */
final class UpgradeTest {
  private static final String ASK =
      """
      GET /chat HTTP/1.1\r
      Host: catalog\r
      Connection: keep-alive, Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Key: a2V5\r
      \r
      """;
  private static final String AGREED =
      """
      HTTP/1.1 101 Switching Protocols\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Accept: eWVz\r
      \r
      """;
  private static final String AGREED_PASSED_ON =
      """
      HTTP/1.1 101 Switching Protocols\r
      Sec-WebSocket-Accept: eWVz\r
      connection: upgrade\r
      upgrade: websocket\r
      \r
      """;
  private static final String MUCH = "0123456789abcdef".repeat(256 * 1024);

  private @Nullable MeshPair pair;

  @AfterEach
  void stop() throws Exception {
    if (pair != null) {
      pair.close();
    }
  }

  private MeshPair pair() {
    if (pair == null) {
      throw new AssertionError("pair: none (expected: started)");
    }
    return pair;
  }

  private TestClient start(TestApplication.Behaviour behaviour) throws Exception {
    MeshPair started = new MeshPair(new TestApplication(behaviour));
    pair = started;
    return new TestClient(started.client().address());
  }

  private static TestApplication.Behaviour agreeing(TestApplication.Behaviour then) {
    return talk -> {
      talk.readHead();
      talk.send(AGREED);
      then.on(talk);
    };
  }

  @Test
  void carriesBytesBothWaysUntilTheClientEnds() throws Exception {
    try (TestClient client =
        start(
            agreeing(talk -> {
              byte[] all = talk.socket().getInputStream().readAllBytes();
              talk.send(new String(all, StandardCharsets.ISO_8859_1));
            }))) {
      client.send(ASK);
      assertThat(client.readUntil("\r\n\r\n")).isEqualTo(AGREED_PASSED_ON);
      CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> rest(client));
      client.send(MUCH);
      client.endOutput();

      assertThat(received.get(20, TimeUnit.SECONDS)).hasSize(MUCH.length()).isEqualTo(MUCH);
      assertThat(pair().application().requests().getFirst())
          .contains("Sec-WebSocket-Key: a2V5\r\n")
          .contains("connection: upgrade\r\n", "upgrade: websocket\r\n")
          .doesNotContain("keep-alive");
    }
  }

  @Test
  void losesNothingWhenTheServerSpeaksFirstAndEndsFirst() throws Exception {
    try (TestClient client = start(agreeing(talk -> talk.send(MUCH)))) {
      client.send(ASK);

      assertThat(client.readAll())
          .hasSize(AGREED_PASSED_ON.length() + MUCH.length())
          .endsWith(MUCH);
    }
    RecordedFacts.Ended ended = pair().client().facts().nextEnded();
    assertThat(ended.status()).isEqualTo(101);
    assertThat(ended.responseBytes()).isEqualTo(MUCH.length());
    assertThat(ended.flag()).isEmpty();
  }

  @Test
  void passesOnWhatComesInOnePieceWithTheHeads() throws Exception {
    try (TestClient client =
        start(talk -> {
          talk.readHead();
          talk.send(AGREED + "welcome");
          talk.send(talk.readBytes(5));
        })) {
      client.send(ASK + "early");

      assertThat(client.readAll()).isEqualTo(AGREED_PASSED_ON + "welcomeearly");
    }
  }

  @Test
  void anAnswerWithoutASwitchIsAnAnswer() throws Exception {
    try (TestClient client = start(TestApplication.responding(TestApplication.ok("no")))) {
      assertThat(client.exchange(ASK)).startsWith("HTTP/1.1 200 ").endsWith("no");
      assertThat(client.exchange(TestClient.get("/"))).endsWith("no");
    }
    assertThat(pair().application().connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
        "Connection: Upgrade\r\nUpgrade: HTTP/2.0\r\n",
        "Connection: Upgrade\r\nUpgrade: TLS/1.2\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket, chat\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: chat\r\n",
        "Connection: Upgrade\r\nUpgrade: a b\r\n",
        "Connection: close\r\nUpgrade: websocket\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n"
      })
  void whatIsNotPassedOnIsAnOrdinaryRequest(String fields) throws Exception {
    try (TestClient client = start(TestApplication.responding(TestApplication.ok("plain")))) {
      client.send("GET / HTTP/1.1\r\nHost: catalog\r\n" + fields + "\r\nx");

      assertThat(client.readResponse()).startsWith("HTTP/1.1 200 ").endsWith("plain");
    }
    assertThat(pair().application().requests().getFirst())
        .doesNotContainIgnoringCase("upgrade")
        .doesNotContainIgnoringCase("http2-settings");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: chat\r\n", "Upgrade: websocket, chat\r\n", ""})
  void aSwitchToSomethingElseIsNoAnswer(String field) throws Exception {
    try (TestClient client =
        start(talk -> {
          talk.readHead();
          talk.send("HTTP/1.1 101 Switching\r\nConnection: upgrade\r\n" + field + "\r\n");
          talk.readBytes(1);
        })) {
      assertThat(client.exchange(ASK)).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void aSwitchThatNobodyAskedForIsNoAnswer() throws Exception {
    try (TestClient client = start(agreeing(talk -> talk.readBytes(1)))) {
      assertThat(client.exchange(TestClient.get("/"))).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void outlivesWhatRequestsOfItsRouteMayTake() throws Exception {
    try (FakeMesh mesh = new FakeMesh()) {
      TestApplication sidecar =
          mesh.sidecar(talk -> {
            if (talk.readHead().contains("upgrade: websocket")) {
              talk.send(AGREED);
              talk.send(talk.readBytes(4));
            } else {
              talk.readBytes(1);
            }
          });
      mesh.route(
          Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ofMillis(300)),
          FakeMesh.at(sidecar, "one"));
      try (TestClient client = mesh.closing(new TestClient(mesh.client().address()))) {
        client.send(ASK);
        assertThat(client.readUntil("\r\n\r\n")).isEqualTo(AGREED_PASSED_ON);

        assertThat(mesh.send(TestClient.get("/"))).startsWith("HTTP/1.1 504 ");
        client.send("ping");

        assertThat(client.readAll()).isEqualTo("ping");
      }
    }
  }

  @Test
  void aSlowReaderLosesNothing() throws Exception {
    try (TestClient first = start(agreeing(talk -> talk.send(MUCH)))) {
      first.close();
      try (TestClient client = TestClient.takingLittleAtOnce(pair().client().address())) {
        client.send(ASK);
        assertThat(client.readUntil("\r\n\r\n")).isEqualTo(AGREED_PASSED_ON);
        client.endOutput();

        assertThat(client.readAll()).hasSize(MUCH.length()).isEqualTo(MUCH);
      }
    }
  }

  @Test
  void isQuietOnceItHasEnded() throws Exception {
    TestClient client = start(agreeing(talk -> talk.send(talk.readBytes(4))));
    client.send(ASK + "ping");
    assertThat(client.readAll()).endsWith("ping");
    client.close();

    pair().server().dataPath().activity().quietBut(Set.of()).get(8, TimeUnit.SECONDS);
  }

  private static String rest(TestClient client) {
    try {
      return client.readAll();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
