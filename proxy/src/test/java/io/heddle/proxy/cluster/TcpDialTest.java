package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.http.Failure;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How opaque connections wait for room in their cluster. */
final class TcpDialTest {
  private final OneLoop loop =
      new OneLoop(new ClusterLimits(1, 1)).endpoints(OneLoop.endpoint("one"));
  private final FakeUpstreams upstreams = loop.upstreams();

  /** What one dial came to. */
  private static final class Outcome implements TcpDialer.Listener {
    private final List<Channel> dialled = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    @Override
    public void onDialled(Channel channel) {
      dialled.add(channel);
    }

    @Override
    public void onDialFailed(Failure failure, String detail) {
      failures.add(failure);
    }
  }

  private Outcome dial() {
    Outcome outcome = new Outcome();
    loop.dial(outcome);
    return outcome;
  }

  @Test
  void eachOpensAConnectionOfItsOwn() {
    Outcome first = dial();

    upstreams.onlyConnect().connect();

    assertThat(first.dialled).hasSize(1);
    assertThat(upstreams.connects()).isEmpty();
  }

  @Test
  void pastTheLimitItWaitsUntilAConnectionIsClosed() {
    Outcome first = dial();
    upstreams.onlyConnect().connect();
    Outcome second = dial();
    assertThat(upstreams.connects()).isEmpty();

    var _ = first.dialled.getFirst().close();
    upstreams.onlyConnect().connect();

    assertThat(second.dialled).hasSize(1);
  }

  @Test
  void tooManyThatWaitAreRefused() {
    dial();
    Outcome waiting = dial();

    Outcome late = dial();

    assertThat(waiting.failures).isEmpty();
    assertThat(late.failures).containsExactly(Failure.OVERFLOW);
  }

  @Test
  void whoWaitsForAnEndpointThatDrainsDialsAnother() {
    Outcome first = dial();

    loop.endpoints(OneLoop.endpoint("one", Endpoint.Health.DRAINING), OneLoop.endpoint("two"));

    assertThat(upstreams.onlyConnect().uid()).isEqualTo("two");
    upstreams.onlyConnect().connect();
    assertThat(first.dialled).hasSize(1);
  }

  @Test
  void anEndpointThatRefusesIsLeftForAnother() {
    loop.endpoints(OneLoop.endpoint("one"), OneLoop.endpoint("two"));
    Outcome first = dial();
    String refusing = upstreams.onlyConnect().uid();

    upstreams.onlyConnect().fail("refused");
    assertThat(upstreams.onlyConnect().uid()).isNotEqualTo(refusing);
    upstreams.onlyConnect().fail("refused");

    assertThat(first.failures).containsExactly(Failure.CONNECT_FAILURE);
    assertThat(upstreams.connects()).isEmpty();
  }
}
