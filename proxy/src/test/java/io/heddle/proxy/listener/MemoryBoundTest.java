package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.cluster.FullPort;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.http.ConnectionObserver.Refusal;
import io.heddle.proxy.memory.MemorySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sidecar does when it holds as many bytes as it may. */
final class MemoryBoundTest {
  private static final int BOUND = 30_000;

  /** More than a small response needs on its way out. */
  private static final int ROOM = 2_000;

  private static final MemorySettings LITTLE = new MemorySettings(40_000);
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Answered by its route, without an upstream. */
  private static final String DIRECT = TestClient.get("/nowhere/1");

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final TestIdentities identities = new TestIdentities();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  private TestClient client(TestProxy proxy) throws IOException {
    return closing(new TestClient(proxy.address()));
  }

  /** A body that waits for a connection which does not come about is held to the byte. */
  private TestClient hold(TestProxy proxy, int bytes) throws IOException {
    TestClient holding = client(proxy);
    holding.send(TestClient.post("/orders", "x".repeat(bytes)));
    return holding;
  }

  private static void awaitHeld(TestProxy proxy, int bytes) {
    Eventually.until(() -> proxy.dataPath().memory().heldBytes() == bytes);
  }

  private TestProxy outboundToNowhere() throws IOException {
    TestProxy proxy = closing(TestProxy.outbound(LITTLE));
    proxy.apply(
        Snapshots.empty()
            .connectTimeout(LONG)
            .outboundHttp()
            .plainCluster(Snapshots.endpoint(closing(new FullPort()).port(), "one"))
            .build());
    return proxy;
  }

  @Test
  void servesBelowTheBoundRefusesAtItAndServesAgain() throws Exception {
    TestProxy proxy = outboundToNowhere();
    TestClient asking = client(proxy);
    TestClient most = hold(proxy, BOUND - ROOM);
    awaitHeld(proxy, BOUND - ROOM);
    assertThat(asking.exchange(DIRECT)).startsWith("HTTP/1.1 410 ");

    TestClient last = hold(proxy, ROOM);
    awaitHeld(proxy, BOUND);
    assertThat(asking.exchange(DIRECT))
        .startsWith("HTTP/1.1 503 ")
        .contains("proxy-status: heddle; error=proxy_internal_error; details=\"OM: ")
        .doesNotContainIgnoringCase("connection: close")
        .doesNotContainIgnoringCase("x-heddle");

    last.close();
    most.close();
    awaitHeld(proxy, 0);
    assertThat(asking.exchange(DIRECT)).startsWith("HTTP/1.1 410 ");
  }

  @Test
  void whatIsInFlightIsNotCut() throws Exception {
    TestProxy proxy = outboundToNowhere();
    TestClient first = hold(proxy, BOUND / 2);
    hold(proxy, BOUND / 2);
    awaitHeld(proxy, BOUND);
    assertThat(client(proxy).exchange(DIRECT)).startsWith("HTTP/1.1 503 ");

    TestApplication application = closing(TestApplication.answering("hello"));
    proxy.apply(
        Snapshots.empty()
            .outboundHttp()
            .plainCluster(Snapshots.endpoint(application.port(), "two"))
            .build());

    assertThat(first.readResponse()).endsWith("hello");
    awaitHeld(proxy, 0);
  }

  @Test
  void anInboundRefusalIsMarkedSoThatAPostGoesElsewhere() throws Exception {
    TestApplication application = closing(TestApplication.answering("hello"));
    TestProxy full = inbound(closing(new FullPort()).port());
    TestProxy ample = inbound(application.port());
    TestProxy filling = outbound(full);
    client(filling).send(TestClient.post("/orders", "x".repeat(BOUND)));
    Eventually.until(() -> full.dataPath().memory().heldBytes() >= BOUND);
    TestProxy proxy = outbound(full, ample);

    int redispatched = 0;
    for (int i = 0; i < 20; i++) {
      assertThat(TestClient.once(proxy.address(), TestClient.post("/orders", "x=" + i)))
          .startsWith("HTTP/1.1 200 ")
          .endsWith("hello");
      redispatched += proxy.facts().nextEnded().redispatched();
    }

    assertThat(redispatched).isPositive();
    RecordedFacts.Ended refused = full.facts().nextEnded();
    assertThat(refused.flag()).isEqualTo("OM");
    assertThat(refused.madeByMesh()).isTrue();
    assertThat(application.requests()).hasSize(20);
  }

  private TestProxy inbound(int applicationPort) throws IOException {
    TestProxy proxy = closing(TestProxy.inbound(applicationPort, LITTLE));
    proxy.apply(
        Snapshots.empty()
            .connectTimeout(LONG)
            .identity(identities.of("catalog"))
            .inbound(proxy.meshPort(), applicationPort)
            .build());
    proxy.dataPath().gate().to(InboundGate.State.OPEN);
    return proxy;
  }

  private TestProxy outbound(TestProxy... servers) throws IOException {
    TestProxy proxy = closing(TestProxy.outbound());
    var endpoints = new ArrayList<Endpoint>();
    for (TestProxy server : servers) {
      endpoints.add(Snapshots.endpoint(server.meshPort(), "catalog-" + endpoints.size()));
    }
    proxy.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .outboundHttp()
            .meshCluster("heddle-http/1.1", endpoints.toArray(Endpoint[]::new))
            .build());
    return proxy;
  }

  @Test
  void aNewOpaqueConnectionIsClosed() throws Exception {
    TestApplication silent = closing(new TestApplication(talk -> talk.readBytes(1)));
    TestApplication deaf =
        closing(new TestApplication(talk -> Eventually.until(talk.socket()::isClosed)));
    TestProxy proxy = closing(TestProxy.outbound(LITTLE));
    proxy.apply(opaqueTo(deaf));
    TestClient flooding = client(proxy);
    Thread.ofVirtual().start(() -> flood(flooding));
    Eventually.until(() -> proxy.dataPath().memory().heldBytes() >= BOUND);
    proxy.apply(opaqueTo(silent));

    Eventually.until(() -> isClosedUnserved(proxy));
    assertThat(proxy.facts().nextRefusal()).isEqualTo(Refusal.OVER_MEMORY);
    flooding.close();
    deaf.close();
    awaitHeld(proxy, 0);
  }

  /** Until the kernel takes no more of the flood, connections are still served. */
  private static boolean isClosedUnserved(TestProxy proxy) {
    try (TestClient asking = new TestClient(proxy.address())) {
      asking.endOutput();
      return asking.readAll().isEmpty() && proxy.facts().firstRefusal().isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static ProxySnapshot opaqueTo(TestApplication application) {
    return Snapshots.empty()
        .outboundTcp(Duration.ofHours(1))
        .plainCluster(Snapshots.endpoint(application.port(), "one"))
        .build();
  }

  private static void flood(TestClient client) {
    String much = "x".repeat(64 * 1024);
    try {
      while (true) {
        client.send(much);
      }
    } catch (IOException _) {
      // It was closed.
    }
  }
}
