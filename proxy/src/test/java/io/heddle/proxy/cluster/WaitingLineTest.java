package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a request waits for that finds no idle connection. */
final class WaitingLineTest {
  private static final int AT_ONCE = UpstreamSettings.DEFAULT.connectsAtOnce();
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final OneLoop loop = new OneLoop().endpoints(OneLoop.endpoint("one"));
  private final FakeUpstreams upstreams = loop.upstreams();

  private static List<TestRequest> send(OneLoop to, int count) {
    List<TestRequest> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(to.send("/" + i));
    }
    return sent;
  }

  @Test
  void aRequestThatFindsNothingConnectsAtOnce() {
    TestRequest request = loop.send("/1");

    upstreams.onlyConnect().succeed().answer();

    assertThat(request.status()).isEqualTo(200);
  }

  @Test
  void aStormOpensFewConnectionsAtATimeAndAllAreAnswered() {
    List<TestRequest> storm = send(loop, 500);

    while (!upstreams.connects().isEmpty() || !upstreams.busy().isEmpty()) {
      upstreams.connects().forEach(FakeUpstreams.Connect::succeed);
      upstreams.busy().forEach(FakeConnection::answer);
    }

    assertThat(upstreams.mostAtOnce()).isEqualTo(AT_ONCE);
    assertThat(storm).allMatch(request -> request.status() == 200);
  }

  @Test
  void aStormOfRequestsThatTakeLongStillGetsAConnectionEach() {
    send(loop, 500);

    while (!upstreams.connects().isEmpty()) {
      upstreams.connects().forEach(FakeUpstreams.Connect::succeed);
    }

    assertThat(upstreams.mostAtOnce()).isEqualTo(AT_ONCE);
    assertThat(upstreams.busy()).hasSize(500);
  }

  @Test
  void aSlowConnectDoesNotDelayWhoCanHaveAFreedConnection() {
    TestRequest first = loop.send("/first");
    FakeConnection connection = upstreams.onlyConnect().succeed();
    TestRequest second = loop.send("/second");
    assertThat(upstreams.connects()).hasSize(1);

    connection.answer();
    assertThat(connection.target()).isEqualTo("/second");
    connection.answer();

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(200);
    assertThat(upstreams.connects()).hasSize(1);
  }

  @Test
  void aConnectionThatComesTooLateIsKept() {
    loop.send("/first");
    FakeConnection connection = upstreams.onlyConnect().succeed();
    loop.send("/second");
    connection.answer();
    connection.answer();

    FakeConnection late = upstreams.onlyConnect().succeed();
    loop.send("/third");

    assertThat(late.target()).isEqualTo("/third");
    assertThat(upstreams.connects()).isEmpty();
  }

  @Test
  void whoCameFirstIsServedFirst() {
    send(loop, 20);
    List<String> served = new ArrayList<>();

    FakeConnection connection = upstreams.connects().getLast().succeed();
    while (connection.isBusy()) {
      served.add(connection.target());
      connection.answer();
    }

    assertThat(served).hasSize(20).startsWith("/0", "/1", "/2", "/3").endsWith("/18", "/19");
  }

  @Test
  void whoLeavesLosesItsPlaceAndNotItsConnection() {
    TestRequest leaving = loop.send("/leaving");
    leaving.leave();
    TestRequest staying = loop.send("/staying");

    upstreams.onlyConnect().succeed().answer();

    assertThat(staying.status()).isEqualTo(200);
  }

  @Test
  void whoWaitsForAnEndpointThatDrainsChoosesAgain() {
    List<TestRequest> waiting = send(loop, 10);
    List<FakeUpstreams.Connect> abandoned = upstreams.connects();

    loop.endpoints(OneLoop.endpoint("one", Endpoint.Health.DRAINING), OneLoop.endpoint("two"));

    assertThat(upstreams.connects())
        .hasSize(AT_ONCE)
        .doesNotContainAnyElementsOf(abandoned)
        .allMatch(connect -> connect.uid().equals("two"));
    FakeConnection connection = upstreams.connects().getFirst().succeed();
    while (connection.isBusy()) {
      connection.answer();
    }
    assertThat(waiting).allMatch(request -> request.status() == 200);
  }

  @Test
  void whoWaitsIsServedThoughItsClusterGoes() {
    List<TestRequest> waiting = send(loop, 10);

    loop.retire();
    FakeConnection connection = upstreams.connects().getFirst().succeed();
    while (connection.isBusy()) {
      connection.answer();
    }

    assertThat(waiting).allMatch(request -> request.status() == 200);
    assertThat(connection.isActive()).isFalse();
  }

  @Test
  void allLeaveAnEndpointOfWhichNothingIsHeard() {
    List<TestRequest> waiting = send(loop, 10);
    loop.pass(MOMENT);

    upstreams.connects().getFirst().fail("refused");

    assertThat(waiting).allMatch(request -> request.status() == 503);
    assertThat(waiting).allMatch(request -> request.proxyStatus().contains("UF: connect to"));
  }

  @Test
  void oneLeavesAnEndpointThatServesOthersMeanwhile() {
    List<TestRequest> waiting = send(loop, 10);
    loop.pass(MOMENT);
    FakeConnection connection = upstreams.connects().getFirst().succeed();

    upstreams.connects().getFirst().fail("reset");
    while (connection.isBusy()) {
      connection.answer();
    }

    assertThat(waiting).filteredOn(request -> request.status() == 503).hasSize(1);
    assertThat(waiting).filteredOn(request -> request.status() == 200).hasSize(9);
  }

  @Test
  void whoWaitsForAConnectionThatMayStillBeOpenedIsNotTooMany() {
    OneLoop small = new OneLoop(new ClusterLimits(3, 2)).endpoints(OneLoop.endpoint("one"));

    List<TestRequest> sent = send(small, 6);

    assertThat(sent.subList(0, 5)).allMatch(request -> request.status() == 0);
    assertThat(sent.get(5).proxyStatus()).contains("UO: ");
    while (!small.upstreams().connects().isEmpty()) {
      small.upstreams().connects().getFirst().succeed();
    }
    assertThat(small.upstreams().busy()).hasSize(3);
  }

  @Test
  void whoRefusesAConnectionKeepsItsPlace() {
    OneLoop small = new OneLoop(new ClusterLimits(2, 10)).endpoints(OneLoop.endpoint("one"));
    small.send("/first");
    FakeConnection first = small.upstreams().onlyConnect().succeed();
    small.pass(MOMENT);
    TestRequest picky = small.send("/picky");
    FakeUpstreams.Connect failing = small.upstreams().onlyConnect();
    small.endpoints(OneLoop.endpoint("one"), OneLoop.endpoint("two"));
    TestRequest other = small.send("/other");
    small.pass(MOMENT);
    failing.fail("refused");

    while (first.isBusy()) {
      assertThat(first.target()).isNotEqualTo("/picky");
      first.answer();
    }
    while (picky.status() == 0) {
      assertThat(small.upstreams().connects()).isNotEmpty();
      small.upstreams().connects().getFirst().succeed();
      small.upstreams().busy().forEach(FakeConnection::answer);
    }

    assertThat(picky.status()).isEqualTo(200);
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void idleConnectionsElsewhereDoNotKeepAClusterFull() {
    OneLoop small = new OneLoop(new ClusterLimits(1, 10)).endpoints(OneLoop.endpoint("one"));
    small.send("/first");
    FakeConnection idle = small.upstreams().onlyConnect().succeed();
    idle.answer();

    small.endpoints(OneLoop.endpoint("one", Endpoint.Health.UNHEALTHY), OneLoop.endpoint("two"));
    TestRequest second = small.send("/second");
    small.upstreams().onlyConnect().succeed().answer();

    assertThat(second.status()).isEqualTo(200);
    assertThat(idle.isActive()).isFalse();
  }
}
