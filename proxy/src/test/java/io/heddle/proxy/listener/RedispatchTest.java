package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.http.Protections;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where requests go whose endpoints refuse, hang or go away. */
final class RedispatchTest {
  private static final String TIMED_OUT =
      """
      HTTP/1.1 504 Gateway Timeout\r
      proxy-status: heddle; error=http_response_timeout\r
      content-length: 0\r
      \r
      """;
  private static final String UNPROCESSED =
      "HTTP/1.1 503 Service Unavailable\r\nx-heddle-unprocessed: 1\r\ncontent-length: 0\r\n\r\n";
  private static final String POST = TestClient.post("/orders", "id=7");
  private static final String GET = TestClient.get("/items");

  private FakeMesh mesh;

  @BeforeEach
  void start() throws Exception {
    mesh = new FakeMesh();
  }

  @AfterEach
  void stop() throws Exception {
    mesh.close();
  }

  @Test
  void sendsAnUnprocessedPostToAnotherEndpointWithAllItsBytes() throws Exception {
    TestApplication refusing = mesh.sidecar(UNPROCESSED);
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));
    mesh.routeTo(FakeMesh.at(refusing, "one"), FakeMesh.at(serving, "two"));

    int redispatched = 0;
    for (int i = 0; i < 20; i++) {
      assertThat(mesh.send(POST)).endsWith("done");
      redispatched += mesh.client().facts().nextEnded().redispatched();
    }

    assertThat(redispatched).isEqualTo(refusing.requests().size()).isPositive();
    assertThat(serving.requests()).hasSize(20).allMatch(request -> request.endsWith("id=7"));
  }

  @Test
  void asksEachEndpointOnceAndThenSaysThatNobodyTookIt() throws Exception {
    TestApplication one = mesh.sidecar(UNPROCESSED);
    TestApplication two = mesh.sidecar(UNPROCESSED);
    TestApplication three = mesh.sidecar(UNPROCESSED);
    mesh.routeTo(FakeMesh.at(one, "one"), FakeMesh.at(two, "two"), FakeMesh.at(three, "three"));

    String response = mesh.send(POST);

    assertThat(response)
        .startsWith("HTTP/1.1 503 ")
        .contains("details=\"UR: ")
        .doesNotContainIgnoringCase("x-heddle");
    assertThat(one.requests()).hasSize(1);
    assertThat(two.requests()).hasSize(1);
    assertThat(three.requests()).hasSize(1);
    assertThat(mesh.client().facts().nextEnded().redispatched()).isEqualTo(2);
  }

  @Test
  void passesAServersOwn503OnAndAsksNobodyElse() throws Exception {
    String own = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 4\r\n\r\nbusy";
    TestApplication one = mesh.sidecar(own);
    TestApplication two = mesh.sidecar(own);
    mesh.routeTo(FakeMesh.at(one, "one"), FakeMesh.at(two, "two"));

    assertThat(mesh.send(POST)).startsWith("HTTP/1.1 503 ").endsWith("busy");

    assertThat(one.requests().size() + two.requests().size()).isEqualTo(1);
    assertThat(mesh.client().facts().nextEnded().flag()).isEmpty();
  }

  @Test
  void anAnswerOfTheOtherSidecarIsNotItsApplications() throws Exception {
    TestApplication one = mesh.sidecar(TIMED_OUT);
    mesh.routeTo(FakeMesh.at(one, "one"));

    assertThat(mesh.send(POST)).startsWith("HTTP/1.1 504 ");

    assertThat(mesh.client().facts().nextEnded().madeByMesh()).isTrue();
  }

  @Test
  void goesNowhereElseWhenTheProtectionIsOff() throws Exception {
    TestApplication one = mesh.sidecar(UNPROCESSED);
    TestApplication two = mesh.sidecar(UNPROCESSED);
    TestProxy unprotected =
        TestProxy.outbound(
            DownstreamSettings.DEFAULT, UpstreamSettings.DEFAULT, new Protections(false));
    mesh.closing(unprotected);
    unprotected.apply(
        mesh.snapshot(
            Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ZERO),
            FakeMesh.at(one, "one"),
            FakeMesh.at(two, "two")));

    String response = TestClient.once(unprotected.address(), POST);

    assertThat(response).startsWith("HTTP/1.1 503 ").doesNotContainIgnoringCase("x-heddle");
    assertThat(one.requests().size() + two.requests().size()).isEqualTo(1);
  }

  @Test
  void repeatsNothingThatIsLongerThanTheReplayBuffer() throws Exception {
    TestApplication refusing = mesh.sidecar(UNPROCESSED);
    mesh.routeTo(FakeMesh.at(refusing, "one"));
    String body = "x".repeat(65 * 1024);
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));

    String response = mesh.send(TestClient.post("/", body));
    assertThat(response).startsWith("HTTP/1.1 503 ").contains("not held any more");

    mesh.routeTo(FakeMesh.at(refusing, "one"), FakeMesh.at(serving, "two"));
    String atTheEdge = "x".repeat(64 * 1024);
    for (int i = 0; i < 8; i++) {
      assertThat(mesh.send(TestClient.post("/", atTheEdge))).endsWith("done");
    }
  }

  @Test
  void goesElsewhereWhenAConnectionIsRefused() throws Exception {
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));
    mesh.routeTo(Snapshots.endpoint(FakeMesh.nobody(), "gone"), FakeMesh.at(serving, "two"));

    for (int i = 0; i < 10; i++) {
      assertThat(mesh.send(POST)).endsWith("done");
    }

    assertThat(serving.requests()).hasSize(10);
  }

  @Test
  void goesElsewhereWhenTheOtherSideIsNoMeshSidecar() throws Exception {
    TestApplication plaintext = TestApplication.answering("plain");
    mesh.closing(plaintext);
    TestApplication impostor =
        new TestApplication(
            mesh.identities().serverSocket("impostor"),
            TestApplication.responding(TestApplication.ok("wrong")));
    mesh.closing(impostor);
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));
    TestProxy impatient =
        TestProxy.outbound(
            DownstreamSettings.DEFAULT,
            new UpstreamSettings(
                Duration.ofMillis(200),
                Duration.ofSeconds(60),
                4,
                Duration.ofSeconds(1),
                64 * 1024,
                4 * 1024 * 1024),
            Protections.ALL);
    mesh.closing(impatient);
    impatient.apply(
        mesh.snapshot(
            Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ZERO),
            FakeMesh.at(plaintext, "plain"),
            FakeMesh.at(impostor, "impostor"),
            FakeMesh.at(serving, "right")));

    for (int i = 0; i < 6; i++) {
      assertThat(TestClient.once(impatient.address(), POST)).endsWith("done");
    }

    assertThat(impostor.requests()).isEmpty();
  }

  @Test
  void saysWhichConnectionFailedWhenAllDo() throws Exception {
    int port = FakeMesh.nobody();
    mesh.routeTo(Snapshots.endpoint(port, "gone"));

    assertThat(mesh.send(GET))
        .startsWith("HTTP/1.1 503 ")
        .contains("error=connection_refused; details=\"UF: connect to 127.0.0.1:" + port);
  }

  @Test
  void neverSendsARequestAgainThatAServerMayHaveRead() throws Exception {
    TestApplication.Behaviour breaking =
        talk -> {
          talk.readRequest();
          talk.reset();
        };
    TestApplication one = mesh.sidecar(breaking);
    TestApplication two = mesh.sidecar(breaking);
    mesh.routeTo(FakeMesh.at(one, "one"), FakeMesh.at(two, "two"));

    for (int i = 1; i <= 10; i++) {
      assertThat(mesh.send(i % 2 == 0 ? POST : GET))
          .startsWith("HTTP/1.1 502 ")
          .contains("details=\"UC: ");
      assertThat(one.requests().size() + two.requests().size()).isEqualTo(i);
    }
  }

  @Test
  void choosesAgainWhenTheEndpointDrainsBeforeAByteWasWritten() throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    TestApplication mute =
        new TestApplication(talk -> {
          connected.countDown();
          talk.socket().getInputStream().readAllBytes();
        });
    mesh.closing(mute);
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));
    mesh.routeTo(FakeMesh.at(mute, "mute"));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> response = executor.submit(() -> mesh.send(POST));
      connected.await();

      mesh.routeTo(
          Snapshots.endpoint(mute.port(), "mute", Endpoint.Health.DRAINING),
          FakeMesh.at(serving, "serving"));

      assertThat(response.get(2, TimeUnit.SECONDS)).endsWith("done");
    }
    assertThat(mesh.client().facts().nextEnded().redispatched()).isZero();
  }

  @Test
  void believesNoMarkFromOutsideTheMesh() throws Exception {
    TestApplication one = new TestApplication(TestApplication.responding(UNPROCESSED));
    TestApplication two = new TestApplication(TestApplication.responding(UNPROCESSED));
    mesh.closing(one);
    mesh.closing(two);
    mesh.client()
        .apply(
            Snapshots.empty()
                .outboundHttp()
                .plainCluster(FakeMesh.at(one, "one"), FakeMesh.at(two, "two"))
                .build());

    assertThat(mesh.send(POST)).startsWith("HTTP/1.1 503 ").doesNotContainIgnoringCase("x-heddle");

    assertThat(one.requests().size() + two.requests().size()).isEqualTo(1);
  }
}
