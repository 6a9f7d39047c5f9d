package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where the limits of time have their edges. */
final class UpstreamLimitsTest {
  private static final Duration ALMOST_A_MINUTE = Duration.ofMillis(59_999);
  private static final Duration A_TURN_OF_THE_TIMERS = Duration.ofMillis(100);

  private final OneLoop loop = new OneLoop().endpoints(OneLoop.endpoint("one"));

  @Test
  void aResponsesHeadComesWithinAMinute() {
    TestRequest request = loop.send("/");
    FakeConnection connection = loop.upstreams().onlyConnect().succeed();

    loop.pass(ALMOST_A_MINUTE);
    assertThat(request.status()).isZero();
    loop.pass(A_TURN_OF_THE_TIMERS);

    assertThat(request.status()).isEqualTo(504);
    assertThat(request.proxyStatus()).contains("UT: no response head within PT1M");
    assertThat(connection.isActive()).isFalse();
  }

  @Test
  void aResponseThatHasBegunMayTakeLonger() {
    loop.send("/");
    FakeConnection connection = loop.upstreams().onlyConnect().succeed().begin();

    loop.pass(ALMOST_A_MINUTE);
    loop.pass(ALMOST_A_MINUTE);

    assertThat(connection.isBusy()).isTrue();
    assertThat(loop.ended()).isEmpty();
  }

  @Test
  void anIdleConnectionIsKeptForAMinute() {
    loop.send("/1");
    FakeConnection connection = loop.upstreams().onlyConnect().succeed();
    connection.answer();

    loop.pass(ALMOST_A_MINUTE);
    loop.send("/2");

    assertThat(connection.target()).isEqualTo("/2");
  }

  /** Where its endpoints are written does not make a server of the mesh the application. */
  @Test
  void anIdleConnectionToAFixedServerOfTheMeshIsKeptForAMinute() {
    loop.withFixed(OneLoop.endpoint("one"));
    loop.send("/1");
    FakeConnection connection = loop.upstreams().onlyConnect().succeed();
    connection.answer();

    loop.pass(ALMOST_A_MINUTE);
    loop.send("/2");

    assertThat(connection.target()).isEqualTo("/2");
  }

  @Test
  void anIdleConnectionToTheApplicationIsKeptForASecond() {
    loop.transport(new Transport.Plaintext()).withFixed(OneLoop.endpoint("one"));
    loop.send("/1");
    FakeConnection connection = loop.upstreams().onlyConnect().succeed();
    connection.answer();

    loop.pass(Duration.ofSeconds(1));
    loop.send("/2");

    assertThat(connection.target()).isEqualTo("/1");
  }

  @Test
  void anIdleConnectionIsClosedAfterAMinute() {
    loop.send("/1");
    FakeConnection connection = loop.upstreams().onlyConnect().succeed();
    connection.answer();

    loop.pass(ALMOST_A_MINUTE);
    assertThat(connection.isActive()).isTrue();
    loop.pass(Duration.ofMillis(500));

    assertThat(connection.isActive()).isFalse();
  }

  @Test
  void aConnectionIdleForAMinuteIsNotUsedThoughItIsNotClosedYet() {
    loop.send("/1");
    FakeConnection connection = loop.upstreams().onlyConnect().succeed();
    connection.answer();

    loop.pass(ALMOST_A_MINUTE);
    loop.pass(Duration.ofMillis(1));
    loop.send("/2");

    assertThat(connection.target()).isEqualTo("/1");
    assertThat(loop.upstreams().connects()).hasSize(1);
  }
}
