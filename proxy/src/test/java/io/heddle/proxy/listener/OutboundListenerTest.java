package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.http.Protections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections of the application: held, limited, served when their listener comes. */
final class OutboundListenerTest {
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  private TestProxy proxy(Duration hold, int held, int connections) throws IOException {
    TestProxy proxy =
        TestProxy.outbound(
            new DownstreamSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(90),
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                connections,
                hold,
                held),
            UpstreamSettings.DEFAULT,
            Protections.ALL);
    opened.add(proxy);
    return proxy;
  }

  /** A proxy whose listeners are followed when the test says so. */
  private TestProxy proxy(OutboundDemand demand) throws IOException {
    TestProxy proxy =
        TestProxy.outbound(
            DownstreamSettings.DEFAULT, UpstreamSettings.DEFAULT, Protections.ALL, demand);
    opened.add(proxy);
    return proxy;
  }

  private TestApplication application(String body) throws IOException {
    TestApplication application = TestApplication.answering(body);
    opened.add(application);
    return application;
  }

  private TestClient connect(TestProxy proxy) throws IOException {
    TestClient client = new TestClient(proxy.address());
    opened.add(client);
    return client;
  }

  private static ProxySnapshot httpTo(TestApplication application) {
    return Snapshots.empty()
        .outboundHttp()
        .plainCluster(Snapshots.endpoint(application.port(), "one"))
        .build();
  }

  @Test
  void holdsAConnectionUntilItsListenerIsWhole() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 100);
    TestApplication application = application("hello");
    TestClient client = connect(proxy);
    client.send(TestClient.get("/"));

    proxy.apply(Snapshots.empty().outboundHttp().build());
    assertThat(application.connections()).isZero();
    proxy.apply(httpTo(application));

    assertThat(client.readResponse()).endsWith("hello");
  }

  @Test
  void servesAHalfClosedOpaqueConnectionThatWasHeld() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 100);
    TestApplication echo =
        new TestApplication(talk -> {
          byte[] all = talk.socket().getInputStream().readAllBytes();
          talk.send("got " + all.length);
        });
    opened.add(echo);
    TestClient client = connect(proxy);
    client.send("ping");
    client.endOutput();

    proxy.apply(
        Snapshots.empty()
            .outboundTcp(Duration.ofHours(1))
            .plainCluster(Snapshots.endpoint(echo.port(), "one"))
            .build());

    assertThat(client.readAll()).isEqualTo("got 4");
  }

  @Test
  void aConnectionAsksForItsListenerAndIsHeldUntilItIsFollowed() throws Exception {
    BlockingQueue<OutboundUse> asked = new LinkedBlockingQueue<>();
    TestProxy proxy = proxy((_, use) -> asked.add(use));
    TestApplication application = application("hello");
    proxy.apply(httpTo(application));
    TestClient client = connect(proxy);
    client.send(TestClient.get("/"));
    OutboundUse use = asked.take();

    // What the loop has may be about to be taken away.
    proxy.apply(Snapshots.empty().build());
    proxy.apply(httpTo(application));
    assertThat(application.connections()).isZero();
    use.follow();
    proxy.dataPath().lookAgain();

    assertThat(client.readResponse()).endsWith("hello");
    assertThat(TestClient.once(proxy.address(), TestClient.get("/"))).endsWith("hello");
    assertThat(asked).isEmpty();
  }

  @Test
  void aListenerIsLetGoOfOnlyWithoutConnectionsAndAskedForAgain() throws Exception {
    BlockingQueue<OutboundUse> asked = new LinkedBlockingQueue<>();
    TestProxy proxy =
        proxy((_, use) -> {
          asked.add(use);
          use.follow();
        });
    TestApplication application = application("hello");
    proxy.apply(httpTo(application));
    TestClient client = connect(proxy);
    assertThat(client.exchange(TestClient.get("/"))).endsWith("hello");
    OutboundUse use = asked.take();

    assertThat(use.tryUnfollow()).isFalse();
    client.close();
    Eventually.until(use::tryUnfollow);

    assertThat(TestClient.once(proxy.address(), TestClient.get("/"))).endsWith("hello");
    assertThat(asked.take()).isSameAs(use);
  }

  @Test
  void saysAtOnceThatThereIsNoListenerWhenThatIsKnownAndServesItWhenItAppears() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 100);
    TestApplication application = application("hello");
    TestClient held = connect(proxy);
    held.send(TestClient.get("/"));

    proxy.apply(Snapshots.empty().outboundMissing().build());
    assertThat(held.readResponse()).startsWith("HTTP/1.1 503 ").contains("details=\"NR: ");
    assertThat(TestClient.once(proxy.address(), TestClient.get("/")))
        .startsWith("HTTP/1.1 503 ")
        .contains("details=\"NR: ");

    proxy.apply(httpTo(application));
    assertThat(held.exchange(TestClient.get("/"))).endsWith("hello");
    assertThat(TestClient.once(proxy.address(), TestClient.get("/"))).endsWith("hello");
  }

  @Test
  void saysThatThereIsNoListenerAfterTheWait() throws Exception {
    TestProxy proxy = proxy(Duration.ofMillis(300), 256, 100);
    long start = System.nanoTime();

    String response = TestClient.once(proxy.address(), TestClient.get("/"));

    assertThat(response).startsWith("HTTP/1.1 503 ").contains("details=\"NR: ");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void holdsNoMoreThanTheLimit() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 2, 100);
    TestApplication application = application("hello");
    TestClient one = connect(proxy);
    TestClient two = connect(proxy);
    one.send(TestClient.get("/"));
    two.send(TestClient.get("/"));

    String third = TestClient.once(proxy.address(), TestClient.get("/"));

    assertThat(third).startsWith("HTTP/1.1 503 ");
    assertThat(proxy.facts().nextRefusal()).isEqualTo(Refusal.TOO_MANY_HELD);
    proxy.apply(httpTo(application));
    assertThat(one.readResponse()).endsWith("hello");
    assertThat(two.readResponse()).endsWith("hello");
  }

  @Test
  void closesTheConnectionBeyondTheLimitAndTakesOneWhenThereIsRoom() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 2);
    TestApplication application = application("hello");
    proxy.apply(httpTo(application));
    TestClient one = connect(proxy);
    TestClient two = connect(proxy);
    assertThat(one.exchange(TestClient.get("/"))).endsWith("hello");
    assertThat(two.exchange(TestClient.get("/"))).endsWith("hello");

    assertThat(connect(proxy).readAll()).isEmpty();
    assertThat(proxy.facts().nextRefusal()).isEqualTo(Refusal.TOO_MANY_CONNECTIONS);

    one.close();
    Eventually.until(() -> isServed(proxy));
  }

  private static boolean isServed(TestProxy proxy) {
    try {
      return TestClient.once(proxy.address(), TestClient.get("/")).endsWith("hello");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void closesAnIdleOpaqueConnection() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 100);
    TestApplication silent =
        new TestApplication(
            talk -> assertThat(talk.socket().getInputStream().readAllBytes()).isEmpty());
    opened.add(silent);
    proxy.apply(
        Snapshots.empty()
            .outboundTcp(Duration.ofMillis(300))
            .plainCluster(Snapshots.endpoint(silent.port(), "one"))
            .build());

    assertThat(connect(proxy).readAll()).isEmpty();
    assertThat(proxy.facts().nextForwarded().flag()).isEmpty();
  }

  @Test
  void carriesOpaqueBytesBothWaysWithBackPressure() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 100);
    TestApplication echo =
        new TestApplication(talk -> {
          byte[] all = talk.socket().getInputStream().readAllBytes();
          talk.send(new String(all, StandardCharsets.ISO_8859_1));
        });
    opened.add(echo);
    proxy.apply(
        Snapshots.empty()
            .outboundTcp(Duration.ofHours(1))
            .plainCluster(Snapshots.endpoint(echo.port(), "one"))
            .build());
    String sent = "0123456789abcdef".repeat(256 * 1024);
    TestClient client = connect(proxy);

    CompletableFuture<String> received =
        CompletableFuture.supplyAsync(() -> {
          try {
            return client.readAll();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    client.send(sent);
    client.endOutput();

    assertThat(received.get(20, TimeUnit.SECONDS)).hasSize(sent.length()).isEqualTo(sent);
  }

  /** What waits for room in the socket when nothing is read any more must leave later. */
  @Test
  void losesNothingOfALongAnswerToAnOpaqueClientThatHasEndedItsOutput() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 100);
    String answer = "0123456789abcdef".repeat(1024 * 1024);
    TestApplication application =
        new TestApplication(talk -> {
          assertThat(talk.socket().getInputStream().readAllBytes()).isNotEmpty();
          talk.send(answer);
        });
    opened.add(application);
    proxy.apply(
        Snapshots.empty()
            .outboundTcp(Duration.ofHours(1))
            .plainCluster(Snapshots.endpoint(application.port(), "one"))
            .build());
    TestClient client = TestClient.takingLittleAtOnce(proxy.address());
    opened.add(client);

    client.send("all of it");
    client.endOutput();

    assertThat(client.readAll()).hasSize(answer.length()).isEqualTo(answer);
  }

  @Test
  void goesToAnotherEndpointWhenAnOpaqueConnectionIsRefused() throws Exception {
    TestProxy proxy = proxy(Duration.ofSeconds(20), 256, 100);
    TestApplication application = application("hello");
    proxy.apply(
        Snapshots.empty()
            .outboundTcp(Duration.ofHours(1))
            .plainCluster(
                Snapshots.endpoint(FakeMesh.nobody(), "gone"),
                Snapshots.endpoint(application.port(), "one"))
            .build());

    for (int i = 0; i < 8; i++) {
      assertThat(TestClient.once(proxy.address(), TestClient.get("/"))).endsWith("hello");
    }
  }
}
