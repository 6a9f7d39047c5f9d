package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.WeightedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is told when its request cannot be answered. */
final class UpstreamFailureTest {
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
  void cutsAResponseThatIsNotWhole() throws Exception {
    TestApplication half =
        mesh.sidecar(talk -> {
          talk.readRequest();
          talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        });
    mesh.routeTo(FakeMesh.at(half, "one"));

    try (TestClient one = new TestClient(mesh.client().address())) {
      one.send(GET);
      assertThat(one.readAll()).endsWith("half");
    }

    assertThat(mesh.client().facts().nextEnded().flag()).isEqualTo("UC");
  }

  @Test
  void answers502ToWhatIsNotHttp() throws Exception {
    for (String garbage :
        List.of(
            "nonsense\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n",
            "HTTP/1.1 200 OK\r\nName: 1\r\n folded\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n",
            "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + "X: 1\r\n".repeat(101) + "\r\n")) {
      TestApplication broken = mesh.sidecar(garbage);
      mesh.routeTo(FakeMesh.at(broken, "one"));

      assertThat(mesh.send(GET)).as(garbage).startsWith("HTTP/1.1 502 ");
      broken.close();
    }
  }

  @Test
  void answersAtOnceWhenNoEndpointIsHealthy() throws Exception {
    TestApplication draining = mesh.sidecar(TestApplication.ok("never"));
    mesh.routeTo(Snapshots.endpoint(draining.port(), "one", Endpoint.Health.DRAINING));

    long start = System.nanoTime();
    String response = mesh.send(GET);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
    assertThat(response).startsWith("HTTP/1.1 503 ").contains("details=\"UH: ");
  }

  @Test
  void answersAsTheRouteSaysWhenItsClusterDoesNotExist() throws Exception {
    mesh.route(
        new RouteAction.Forward(
            List.of(new WeightedCluster("heddle.io/invalid-backend", 1)),
            Duration.ZERO,
            Duration.ZERO,
            500));

    assertThat(mesh.send(GET)).startsWith("HTTP/1.1 500 ").contains("details=\"NC: ");
  }

  @Test
  void endsAnExchangeAtTheRoutesTimeout() throws Exception {
    TestApplication silent =
        mesh.sidecar(talk -> {
          talk.readRequest();
          talk.readRequest();
        });
    mesh.route(
        Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ofSeconds(1)),
        FakeMesh.at(silent, "one"));

    assertThat(mesh.send(POST))
        .startsWith("HTTP/1.1 504 ")
        .contains("error=http_response_timeout; details=\"UT: route timeout");
    assertThat(silent.requests()).hasSize(1);
  }

  @Test
  void endsATryAtItsOwnTimeout() throws Exception {
    TestApplication silent =
        mesh.sidecar(talk -> {
          talk.readRequest();
          talk.readRequest();
        });
    mesh.route(
        new RouteAction.Forward(
            List.of(new WeightedCluster(Snapshots.CATALOG_CLUSTER, 1)),
            Duration.ofSeconds(20),
            Duration.ofMillis(200),
            500),
        FakeMesh.at(silent, "one"));

    assertThat(mesh.send(GET)).startsWith("HTTP/1.1 504 ").contains("per-try timeout");
  }

  @Test
  void refusesWhatIsPastTheLimitsAndServesWhatWaited() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    TestApplication slow =
        new TestApplication(talk -> {
          while (!talk.readRequest().isEmpty()) {
            asked.countDown();
            await(release);
            talk.send(TestApplication.ok("done"));
          }
        });
    mesh.closing(slow);
    mesh.client()
        .apply(
            Snapshots.empty()
                .outboundHttp()
                .plainCluster(new ClusterLimits(1, 1), FakeMesh.at(slow, "one"))
                .build());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = executor.submit(() -> mesh.send(GET));
      asked.await();
      List<Future<String>> more = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        more.add(executor.submit(() -> mesh.send(GET)));
      }
      for (int i = 0; i < 2; i++) {
        assertThat(mesh.client().facts().nextEnded().flag()).isEqualTo("UO");
      }
      release.countDown();

      assertThat(first.get()).endsWith("done");
      assertThat(more.stream().map(UpstreamFailureTest::result))
          .filteredOn(response -> response.endsWith("done"))
          .hasSize(1);
    }
    assertThat(slow.connections()).isEqualTo(1);
  }

  private static String result(Future<String> future) {
    try {
      return future.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
