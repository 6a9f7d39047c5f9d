package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RetryPolicy.Cause;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.WeightedCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets whose route has requests tried again. */
final class RetryTest {
  private static final String BUSY =
      "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 4\r\n\r\nbusy";
  private static final String CUT_BEHIND =
      """
      HTTP/1.1 502 Bad Gateway\r
      proxy-status: heddle; error=connection_terminated; details="UC: reset"\r
      content-length: 0\r
      \r
      """;
  private static final String POST = TestClient.post("/orders", "id=7");
  private static final String GET = TestClient.get("/items");
  private static final Duration SHORT = Duration.ofMillis(1);

  private FakeMesh mesh;

  @BeforeEach
  void start() throws Exception {
    mesh = new FakeMesh();
  }

  @AfterEach
  void stop() throws Exception {
    mesh.close();
  }

  /** Reads the first request and answers nothing; nor does it close. */
  private static void hang(TestApplication.Talk talk) throws IOException {
    talk.readRequest();
    talk.readRequest();
  }

  private static RouteAction retrying(int retries, Duration timeout, Duration perTry) {
    return retrying(retries, timeout, perTry, SHORT);
  }

  private static RouteAction retrying(
      int retries, Duration timeout, Duration perTry, Duration backOff) {
    return new RouteAction.Forward(
        List.of(new WeightedCluster(Snapshots.CATALOG_CLUSTER, 1)),
        timeout,
        perTry,
        new RetryPolicy(
            retries, EnumSet.allOf(Cause.class), Set.of(503), backOff, backOff.multipliedBy(10)),
        500,
        Rewrite.NONE,
        List.of());
  }

  private static RouteAction retrying(int retries) {
    return retrying(retries, Duration.ZERO, Duration.ZERO);
  }

  @Test
  void aClientSeesNothingOfAnInstanceThatIsBusy() throws Exception {
    TestApplication busy = mesh.sidecar(BUSY);
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));
    mesh.route(retrying(1), FakeMesh.at(busy, "busy"), FakeMesh.at(serving, "serving"));

    int retried = 0;
    for (int i = 0; i < 20; i++) {
      assertThat(mesh.send(i % 2 == 0 ? POST : GET)).endsWith("done");
      RecordedFacts.Ended ended = mesh.client().facts().nextEnded();
      retried += ended.retried();
      assertThat(ended.flag()).isEmpty();
      assertThat(ended.repeated()).isZero();
    }

    assertThat(retried).isEqualTo(busy.requests().size()).isPositive();
    assertThat(serving.requests()).filteredOn(request -> request.endsWith("id=7")).hasSize(10);
  }

  @Test
  void theLastAnswerIsPassedOnAsItIs() throws Exception {
    TestApplication one = mesh.sidecar(BUSY);
    TestApplication two = mesh.sidecar(BUSY);
    mesh.route(retrying(2), FakeMesh.at(one, "one"), FakeMesh.at(two, "two"));

    assertThat(mesh.send(POST)).startsWith("HTTP/1.1 503 ").endsWith("busy");

    RecordedFacts.Ended ended = mesh.client().facts().nextEnded();
    assertThat(ended.flag()).isEqualTo("URX");
    assertThat(ended.retried()).isEqualTo(2);
    assertThat(ended.madeByMesh()).isFalse();
    assertThat(one.requests()).hasSizeBetween(1, 2);
    assertThat(two.requests()).hasSize(3 - one.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {64 * 1024, 64 * 1024 + 1})
  void triesABodyAgainThatIsHeld(int length) throws Exception {
    TestApplication busy = mesh.sidecar(BUSY);
    mesh.route(retrying(1), FakeMesh.at(busy, "busy"));
    boolean held = length <= 64 * 1024;

    assertThat(mesh.send(TestClient.post("/", "x".repeat(length)))).endsWith("busy");

    assertThat(busy.requests())
        .hasSize(held ? 2 : 1)
        .allMatch(request -> request.endsWith("\r\n\r\n" + "x".repeat(length)));
    assertThat(mesh.client().facts().nextEnded().flag()).isEqualTo(held ? "URX" : "");
  }

  @Test
  void triesAgainWhenTheConnectionIsReset() throws Exception {
    TestApplication breaking =
        mesh.sidecar(talk -> {
          talk.readRequest();
          talk.reset();
        });
    mesh.route(retrying(3), FakeMesh.at(breaking, "one"));

    assertThat(mesh.send(POST)).startsWith("HTTP/1.1 502 ").contains("details=\"UC: ");

    assertThat(breaking.requests()).hasSize(4);
    RecordedFacts.Ended ended = mesh.client().facts().nextEnded();
    assertThat(ended.flag()).isEqualTo("UC,URX");
    assertThat(ended.repeated()).isZero();
  }

  @Test
  void triesAgainWhenTheOtherSidecarSaysThatItsApplicationBrokeOff() throws Exception {
    TestApplication cut = mesh.sidecar(CUT_BEHIND);
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));
    mesh.route(retrying(1), FakeMesh.at(cut, "cut"), FakeMesh.at(serving, "serving"));

    for (int i = 0; i < 10; i++) {
      assertThat(mesh.send(POST)).endsWith("done");
      assertThat(mesh.client().facts().nextEnded().madeByMesh()).isFalse();
    }

    assertThat(cut.requests()).isNotEmpty();
  }

  @Test
  void doesNotTryAgainWhatBreaksWithinItsResponse() throws Exception {
    TestApplication half =
        mesh.sidecar(talk -> {
          talk.readRequest();
          talk.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          talk.reset();
        });
    mesh.route(retrying(3), FakeMesh.at(half, "one"));

    try (TestClient client = new TestClient(mesh.client().address())) {
      client.send(GET);
      var _ = client.readAll();
    }

    assertThat(mesh.client().facts().nextEnded().retried()).isZero();
    assertThat(half.requests()).hasSize(1);
  }

  @Test
  void aTryThatHangsIsFollowedByOneElsewhere() throws Exception {
    TestApplication hanging = mesh.sidecar(RetryTest::hang);
    TestApplication serving = mesh.sidecar(TestApplication.ok("done"));
    mesh.route(
        retrying(1, Duration.ofSeconds(20), Duration.ofMillis(300)),
        FakeMesh.at(hanging, "hanging"),
        FakeMesh.at(serving, "serving"));

    while (hanging.requests().isEmpty()) {
      assertThat(mesh.send(POST)).endsWith("done");
    }

    assertThat(hanging.requests()).hasSize(1);
  }

  @Test
  void theRoutesTimeoutCoversTheWaitToo() throws Exception {
    TestApplication busy = mesh.sidecar(BUSY);
    mesh.route(
        retrying(1, Duration.ofMillis(300), Duration.ZERO, Duration.ofDays(1)),
        FakeMesh.at(busy, "busy"));

    assertThat(mesh.send(POST)).startsWith("HTTP/1.1 504 ").contains("details=\"UT: route timeout");

    assertThat(busy.requests()).hasSize(1);
    assertThat(mesh.client().facts().nextEnded().retried()).isEqualTo(1);
  }

  @Test
  void whatNobodyAcceptsIsTriedAgainLater() throws Exception {
    mesh.route(retrying(2), Snapshots.endpoint(FakeMesh.nobody(), "gone"));

    assertThat(mesh.send(POST)).startsWith("HTTP/1.1 503 ").contains("details=\"UF: ");

    RecordedFacts.Ended ended = mesh.client().facts().nextEnded();
    assertThat(ended.retried()).isEqualTo(2);
    assertThat(ended.flag()).isEqualTo("UF,URX");
  }
}
