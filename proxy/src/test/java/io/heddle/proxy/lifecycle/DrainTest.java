package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.lifecycle.Drain.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final DrainTimes TIMES =
      DrainTimes.of(Duration.ofSeconds(30), Duration.ofSeconds(5));

  private final List<String> said = new ArrayList<>();
  private final FakeTraffic traffic = new FakeTraffic();
  private long nanos;
  private final Drain drain =
      new Drain(TIMES, traffic, new RecordedSession(said), new RecordedGate(said), () -> nanos);

  @Test
  void aReleasedInstanceIsQuietOnceItsConnectionsHaveEnded() {
    traffic.busy();
    servingAndConnected();

    drain.start();
    assertThat(drain.phase()).isEqualTo(Phase.WAITING);
    drain.onReleased(Set.of());
    pass(Duration.ofSeconds(1));
    assertThat(drain.phase()).isEqualTo(Phase.SETTLING);
    traffic.quiet();
    pass(Duration.ofMillis(10));

    assertThat(drain.isReleased()).isTrue();
    assertThat(said).containsExactly("open", "stopping", "announce", "release", "quiet");
  }

  @Test
  void requestsAreServedAsBeforeUntilTheControlPlaneReleases() {
    servingAndConnected();
    drain.start();

    pass(TIMES.bound().minusMillis(1));

    assertThat(drain.phase()).isEqualTo(Phase.WAITING);
    assertThat(said).containsExactly("open", "stopping");
  }

  @Test
  void atTheBoundWithoutReleaseNewRequestsGoElsewhereAndThoseInFlightEnd() {
    traffic.busy();
    servingAndConnected();
    drain.start();

    pass(TIMES.bound().plus(TIMES.word()).minusMillis(1));
    assertThat(drain.phase()).isEqualTo(Phase.WAITING);
    pass(Duration.ofMillis(1));
    assertThat(drain.phase()).isEqualTo(Phase.REFUSING);
    traffic.quiet();
    pass(Duration.ofMillis(10));

    assertThat(drain.isReleased()).isTrue();
    assertThat(said).containsExactly("open", "stopping", "refuse", "release", "quiet");
  }

  @Test
  void aReleaseAtTheBoundWaitsForNoConnectionToBeClosed() {
    traffic.nothingInFlight();
    servingAndConnected();
    drain.start();

    pass(TIMES.bound());
    drain.onReleased(Set.of());
    assertThat(drain.phase()).isEqualTo(Phase.REFUSING);
    pass(Duration.ofMillis(10));

    assertThat(drain.isReleased()).isTrue();
  }

  @Test
  void pastTheBoundWhatIsInFlightHasTheSettleTimeAndNoLonger() {
    traffic.busy();
    servingAndConnected();
    drain.start();
    pass(TIMES.bound());
    drain.onReleased(Set.of());

    pass(TIMES.settle().minusMillis(1));
    assertThat(drain.isReleased()).isFalse();
    pass(Duration.ofMillis(1));

    assertThat(drain.isReleased()).isTrue();
  }

  @Test
  void whatLastsIsEndedAtTheBoundAndNotBefore() {
    traffic.busy();
    servingAndConnected();
    drain.start();
    drain.onReleased(Set.of());
    pass(TIMES.bound().minusMillis(1));
    assertThat(traffic.wasMovedOn()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(traffic.wasMovedOn()).isTrue();
    assertThat(drain.isReleased()).isFalse();
    traffic.quiet();
    pass(Duration.ofMillis(10));

    assertThat(drain.isReleased()).isTrue();
  }

  @Test
  void aReleasedInstanceWhoseClientsNeverCloseIsQuietAtTheBound() {
    traffic.nothingInFlight();
    servingAndConnected();
    drain.start();
    drain.onReleased(Set.of());

    pass(TIMES.bound().minusMillis(1));
    assertThat(drain.isReleased()).isFalse();
    pass(Duration.ofMillis(1));

    assertThat(drain.isReleased()).isTrue();
  }

  @Test
  void aClientThatIsNotWaitedForMayKeepItsConnectionsAndIsRefused() {
    traffic.idleConnectionsOf("web-1", "web-2");
    servingAndConnected();
    drain.start();
    drain.onReleased(Set.of("web-2"));
    pass(Duration.ofSeconds(1));
    assertThat(drain.phase()).isEqualTo(Phase.SETTLING);

    traffic.idleConnectionsOf("web-2");
    pass(Duration.ofMillis(10));
    assertThat(drain.phase()).isEqualTo(Phase.REFUSING);
    pass(Duration.ofMillis(10));

    assertThat(drain.isReleased()).isTrue();
    assertThat(said).containsExactly("open", "stopping", "announce", "refuse", "release", "quiet");
  }

  @Test
  void whatAClientHasInFlightIsWaitedForEvenWhenTheClientIsNot() {
    traffic.busy();
    servingAndConnected();
    drain.start();
    drain.onReleased(Set.of("web-2"));

    pass(TIMES.bound().minusMillis(1));

    assertThat(drain.phase()).isEqualTo(Phase.SETTLING);
  }

  @Test
  void withoutAControlPlaneItAnnouncesForTheFixedWaitThenRefuses() {
    traffic.busy();
    drain.onApplicationServes();
    drain.start();
    assertThat(drain.phase()).isEqualTo(Phase.FIXED_WAIT);

    pass(TIMES.fixedWait().minusMillis(1));
    assertThat(said).containsExactly("open", "stopping", "announce");
    pass(Duration.ofMillis(1));
    assertThat(said).endsWith("refuse");
    traffic.nothingInFlight();
    pass(Duration.ofMillis(10));

    assertThat(said).containsExactly("open", "stopping", "announce", "refuse", "release", "quiet");
  }

  @Test
  void idleConnectionsDoNotHoldTheFixedWait() {
    traffic.nothingInFlight();
    drain.onApplicationServes();
    drain.start();

    pass(TIMES.fixedWait());
    pass(Duration.ZERO);

    assertThat(drain.isReleased()).isTrue();
  }

  @Test
  void aControlPlaneThatGoesAwayLeavesTheFixedWait() {
    servingAndConnected();
    drain.start();
    pass(Duration.ofSeconds(3));

    drain.onDisconnected();
    pass(TIMES.fixedWait().minusMillis(1));
    assertThat(drain.phase()).isEqualTo(Phase.FIXED_WAIT);
    pass(Duration.ofMillis(1));

    assertThat(drain.phase()).isEqualTo(Phase.REFUSING);
  }

  @Test
  void aReleaseDuringTheFixedWaitEndsIt() {
    traffic.busy();
    drain.onApplicationServes();
    drain.start();

    drain.onConnected();
    drain.onReleased(Set.of());

    assertThat(drain.phase()).isEqualTo(Phase.SETTLING);
  }

  @Test
  void aReleaseThatCameBeforeTheInstanceWasAskedToStopCountsForNothing() {
    servingAndConnected();

    drain.onReleased(Set.of());

    assertThat(drain.phase()).isEqualTo(Phase.SERVING);
    assertThat(said).containsExactly("open");
  }

  @Test
  void askedTwiceToStopItSaysSoOnce() {
    servingAndConnected();

    drain.start();
    drain.start();

    assertThat(said).containsExactly("open", "stopping");
  }

  @Test
  void hastenedItWaitsForNobody() {
    traffic.busy();
    servingAndConnected();
    drain.start();

    drain.hasten();

    assertThat(drain.isReleased()).isTrue();
    assertThat(said).endsWith("release", "quiet");
  }

  @Test
  void hasteBeforeItStopsChangesNothing() {
    servingAndConnected();

    drain.hasten();

    assertThat(drain.phase()).isEqualTo(Phase.SERVING);
  }

  @Test
  void withoutTheBarrierTheControlPlaneIsToldAndTheGateStaysAsItIs() {
    traffic.busy();
    servingAndConnected();

    drain.startWithoutBarrier();

    assertThat(drain.isReleased()).isTrue();
    assertThat(said).containsExactly("open", "stopping", "quiet");
  }

  @Test
  void anApplicationThatEndedByItselfSendsRequestsElsewhereAtOnce() {
    servingAndConnected();

    drain.onApplicationGone();
    drain.start();
    drain.onReleased(Set.of());

    assertThat(said).containsExactly("open", "refuse", "stopping");
  }

  @Test
  void aGateThatNeverOpenedStaysShutInTheFixedWait() {
    drain.start();

    pass(TIMES.fixedWait().minusMillis(1));

    assertThat(said).containsExactly("stopping");
  }

  @Test
  void anApplicationThatFirstPassesWhileItsInstanceDrainsIsAnnouncedAsDraining() {
    drain.start();

    drain.onApplicationServes();

    assertThat(said).containsExactly("stopping", "announce");
  }

  private void servingAndConnected() {
    drain.onConnected();
    drain.onApplicationServes();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
    drain.tick();
  }
}
