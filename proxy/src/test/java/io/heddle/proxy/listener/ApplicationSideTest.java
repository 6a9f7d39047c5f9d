package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.filter.gate.InboundGate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The last step: from the server's sidecar to the application beside it. */
final class ApplicationSideTest {
  private final TestIdentities identities = new TestIdentities();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  private TestApplication application(TestApplication.Behaviour behaviour) throws Exception {
    TestApplication one = new TestApplication(behaviour);
    opened.add(one);
    return one;
  }

  private TestProxy serverOf(int applicationPort) throws Exception {
    TestProxy server =
        TestProxy.inbound(applicationPort, DownstreamSettings.DEFAULT, UpstreamSettings.DEFAULT);
    opened.add(server);
    server.dataPath().gate().to(InboundGate.State.OPEN);
    server.apply(
        Snapshots.empty()
            .identity(identities.of("catalog"))
            .inbound(server.meshPort(), applicationPort)
            .build());
    return server;
  }

  private TestProxy clientOf(TestProxy... servers) throws Exception {
    TestProxy client = TestProxy.outbound();
    opened.add(client);
    Endpoint[] endpoints = new Endpoint[servers.length];
    for (int i = 0; i < servers.length; i++) {
      endpoints[i] = Snapshots.endpoint(servers[i].meshPort(), "catalog-" + i);
    }
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .outboundHttp()
            .meshCluster("heddle-http/1.1", endpoints)
            .build());
    return client;
  }

  @Test
  void sendsElsewhereWhatADeadApplicationNeverSaw() throws Exception {
    TestApplication dead = application(TestApplication.responding(TestApplication.ok("dead")));
    TestApplication alive = application(TestApplication.responding(TestApplication.ok("alive")));
    TestProxy deadServer = serverOf(dead.port());
    TestProxy client = clientOf(deadServer, serverOf(alive.port()));
    dead.close();

    for (int i = 0; i < 12; i++) {
      assertThat(TestClient.once(client.address(), TestClient.post("/", "id=" + i)))
          .endsWith("alive");
    }

    assertThat(alive.requests()).hasSize(12);
    assertThat(deadServer.facts().nextEnded().flag()).isEqualTo("UF");
    assertThat(deadServer.facts().applicationRefusals()).isPositive();
    assertThat(client.facts().applicationRefusals()).isZero();
  }

  @Test
  void repeatsAGetWhoseKeptConnectionWasClosedUnread() throws Exception {
    TestApplication closing = application(ApplicationSideTest::closeOnSecondRequest);
    TestProxy server = serverOf(closing.port());
    TestProxy client = clientOf(server);

    assertThat(TestClient.once(client.address(), TestClient.get("/1"))).endsWith("one");
    assertThat(TestClient.once(client.address(), TestClient.get("/2"))).endsWith("one");

    assertThat(closing.connections()).isEqualTo(2);
    assertThat(server.facts().nextEnded().repeated()).isZero();
    // It is safe to repeat, so it is no repetition that anyone has to know of.
    assertThat(server.facts().nextEnded().repeated()).isZero();
  }

  @Test
  void neverRepeatsAPostThatAnApplicationMayHaveRead() throws Exception {
    TestApplication closing = application(ApplicationSideTest::closeOnSecondRequest);
    TestProxy server = serverOf(closing.port());
    TestProxy client = clientOf(server);

    assertThat(TestClient.once(client.address(), TestClient.get("/1"))).endsWith("one");
    assertThat(TestClient.once(client.address(), TestClient.post("/2", "id=1")))
        .startsWith("HTTP/1.1 502 ");

    assertThat(closing.connections()).isEqualTo(1);
    assertThat(closing.requests()).hasSize(2);
  }

  @Test
  void saysThatARequestWasCutWhichAnApplicationReadBeforeItDied() throws Exception {
    AtomicReference<TestApplication> self = new AtomicReference<>();
    TestApplication dying =
        application(talk -> {
          talk.readRequest();
          if (talk.number() == 1) {
            talk.send(TestApplication.ok("one"));
            talk.readRequest();
            self.get().close();
          }
        });
    self.set(dying);
    TestProxy server = serverOf(dying.port());
    TestProxy client = clientOf(server);
    assertThat(TestClient.once(client.address(), TestClient.get("/1"))).endsWith("one");

    String response = TestClient.once(client.address(), TestClient.get("/2"));

    assertThat(response).startsWith("HTTP/1.1 502 ").contains("details=\"UC: ");
  }

  private static void closeOnSecondRequest(TestApplication.Talk talk) throws IOException {
    talk.readRequest();
    talk.send(TestApplication.ok("one"));
    talk.readRequest();
    talk.reset();
  }

  @Test
  void letsGoOfAnIdleApplicationConnection() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    TestApplication application =
        application(talk -> {
          while (!talk.readRequest().isEmpty()) {
            talk.send(TestApplication.ok("one"));
          }
          closed.countDown();
        });
    TestProxy client = clientOf(serverOf(application.port()));

    TestClient.once(client.address(), TestClient.get("/1"));
    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    TestClient.once(client.address(), TestClient.get("/2"));

    assertThat(application.connections()).isEqualTo(2);
  }

  @Test
  void passesContinueOn() throws Exception {
    TestApplication application =
        application(talk -> {
          talk.readHead();
          talk.send("HTTP/1.1 100 Continue\r\n\r\n");
          talk.readBytes(4);
          talk.send(TestApplication.ok("done"));
        });
    TestProxy client = clientOf(serverOf(application.port()));

    try (TestClient one = new TestClient(client.address())) {
      one.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
      assertThat(one.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
      one.send("body");
      assertThat(one.readResponse()).endsWith("done");
    }
  }

  @Test
  void framesAResponseThatEndsWithItsConnection() throws Exception {
    TestApplication old =
        application(talk -> {
          talk.readRequest();
          talk.send("HTTP/1.0 200 OK\r\n\r\nuntil the end");
        });
    TestProxy client = clientOf(serverOf(old.port()));

    assertThat(TestClient.once(client.address(), TestClient.get("/")))
        .containsIgnoringCase("transfer-encoding: chunked")
        .contains("until the end");
    assertThat(TestClient.once(client.address(), "GET / HTTP/1.0\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("connection: close");
  }

  @Test
  void passesTrailersOn() throws Exception {
    TestApplication application =
        application(
            TestApplication.responding(
                String.join(
                    "\r\n",
                    "HTTP/1.1 200 OK",
                    "Transfer-Encoding: chunked",
                    "",
                    "2",
                    "ok",
                    "0",
                    "X-Sum: 2",
                    "X-Heddle-Load: 1,1",
                    "",
                    "")));
    TestProxy client = clientOf(serverOf(application.port()));

    try (TestClient one = new TestClient(client.address())) {
      one.send(TestClient.get("/"));
      assertThat(one.readUntil("0\r\nX-Sum: 2\r\n\r\n")).contains("2\r\nok\r\n");
    }
  }

  @Test
  void doesNotLetApplicationsSpeakForTheMesh() throws Exception {
    TestApplication lying =
        application(
            TestApplication.responding(
                String.join(
                    "\r\n",
                    "HTTP/1.1 503 No",
                    "X-Heddle-Unprocessed: 1",
                    "X-Heddle-Load: 0,0",
                    "Proxy-Status: heddle; error=x",
                    "Content-Length: 0",
                    "",
                    "")));
    TestApplication honest = application(TestApplication.responding(TestApplication.ok("honest")));
    TestProxy client = clientOf(serverOf(lying.port()), serverOf(honest.port()));

    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(TestClient.once(client.address(), TestClient.get("/")));
    }

    assertThat(answers)
        .filteredOn(answer -> answer.startsWith("HTTP/1.1 503 "))
        .isNotEmpty()
        .allMatch(answer -> !answer.toLowerCase(Locale.ROOT).contains("heddle"));
  }

  @Test
  void carriesABodyLargerThanEveryBuffer() throws Exception {
    String body = "0123456789abcdef".repeat(128 * 1024);
    TestApplication echo =
        application(talk -> {
          String request = talk.readRequest();
          String came = request.substring(request.indexOf("\r\n\r\n") + 4);
          talk.send(TestApplication.ok(came));
        });
    TestProxy client = clientOf(serverOf(echo.port()));

    String response = TestClient.once(client.address(), TestClient.post("/", body));

    assertThat(response.substring(response.indexOf("\r\n\r\n") + 4)).isEqualTo(body);
  }
}
